export const measurePages = async () => [];
