/** The zone in which times are shown: that of the machine, which in a business of one place is the business's. */
export const businessZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
