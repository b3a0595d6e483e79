// Words for the user. Dutch is the language of the source; where a page loads Django's catalogue for scripts, that is
// asked first. Values stand in a text as %(name)s.
const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (_whole, name) => values[name] ?? "");

export const gettext = (text, values = {}) => fill(window.gettext ? window.gettext(text) : text, values);

export function ngettext(one, many, count) {
  const found = window.ngettext ? window.ngettext(one, many, count) : count === 1 ? one : many;
  return fill(found, { count });
}
