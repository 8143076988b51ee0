// Times as the reader's browser writes them.

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

/** The wire has up to nine fractional digits; dates are only promised to read three. */
function parse(timestamp) {
  return new Date(timestamp.replace(/(\.\d{3})\d+/, '$1'));
}

export function timeOf(timestamp) {
  return time.format(parse(timestamp));
}

export function fullTimeOf(timestamp) {
  return full.format(parse(timestamp));
}

export function dayOf(timestamp) {
  return parse(timestamp).toDateString();
}

export function dayLabelOf(timestamp) {
  const date = parse(timestamp);
  const daysAgo = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 86_400_000);
  if (daysAgo > 1) return day.format(date);
  const label = relative.format(-daysAgo, 'day');
  return label.charAt(0).toUpperCase() + label.slice(1);
}

export function minutesBetween(earlier, later) {
  return (parse(later) - parse(earlier)) / 60_000;
}
