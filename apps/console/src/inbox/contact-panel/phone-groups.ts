/** Country codes of one or two digits; every other one has three. */
const shortCodes =
  /^(?:1|7|20|27|30|31|32|33|34|36|39|40|41|43|44|45|46|47|48|49|51|52|53|54|55|56|57|58|60|61|62|63|64|65|66|81|82|84|86|90|91|92|93|94|95|98)/;
/** Nine-digit numbers are written 3-3-3 in Kenya and its neighbours. */
const threes = (digits: string) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ' ');

/** A phone number grouped as people in Kenya write it: `+254 712 345 678`; what is no number stays as it is. */
export function groupedPhone(phone: string): string {
  const digits = phone.replace(/[\s()+.-]/g, '');
  if (!/^\d{7,15}$/.test(digits)) return phone;
  if (/^0\d{9}$/.test(digits)) return `${digits.slice(0, 4)} ${threes(digits.slice(4))}`;
  const code = shortCodes.exec(digits)?.[0] ?? digits.slice(0, 3);
  const rest = digits.slice(code.length);
  if (code === '1' && rest.length === 10)
    return `+1 ${rest.slice(0, 3)} ${rest.slice(3, 6)} ${rest.slice(6)}`;
  return `+${code} ${threes(rest)}`;
}
