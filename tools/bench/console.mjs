export const measureConsole = async () => [];
