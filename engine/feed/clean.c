#include "feed/clean.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* Elements between whose text no blank is seen: everything else parts words. */
static gboolean
is_inline (const char *name, gsize size)
{
  static const char *const names[]
      = { "a",    "abbr",   "b",      "bdi", "bdo",   "big",  "cite", "code", "dfn",  "em",
          "font", "i",      "ins",    "kbd", "label", "mark", "q",    "s",    "samp", "small",
          "span", "strike", "strong", "sub", "sup",   "tt",   "u",    "var",  "wbr" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == size && g_ascii_strncasecmp (name, names[i], size) == 0)
      return TRUE;
  return FALSE;
}

/* Behind what ends `what`, or the end of the text. */
static const char *
skip_to (const char *p, const char *what)
{
  gsize size = strlen (what);

  for (; *p; p++)
    if (g_ascii_strncasecmp (p, what, size) == 0)
      return p + size;
  return p;
}

/* Behind the tag at `p`, which is a "<"; NULL where it is none. */
static const char *
skip_tag (const char *p, GString *out)
{
  const char *name = p + 1 + (p[1] == '/');
  gsize size = 0;
  char quote = 0;

  if (g_str_has_prefix (p, "<!--"))
    return skip_to (p + 4, "-->");
  if (g_str_has_prefix (p, "<![CDATA["))
    return p + 9;
  if (p[1] == '!' || p[1] == '?')
    {
      const char *end = strchr (p, '>');
      return end ? end + 1 : NULL;
    }
  while (g_ascii_isalnum (name[size]))
    size++;
  if (size == 0 || !g_ascii_isalpha (name[0]) || (name[size] && !strchr (" \t\r\n/>", name[size])))
    return NULL;

  const char *q = name + size;
  for (; *q && (quote || *q != '>'); q++)
    if (quote ? *q == quote : (*q == '"' || *q == '\''))
      quote = quote ? 0 : *q;
  if (!*q)
    {
      /* A quote in a broken tag must not eat the text. */
      q = strchr (name + size, '>');
      if (!q)
        return NULL;
    }
  q++;
  if (!is_inline (name, size))
    g_string_append_c (out, ' ');
  if (p[1] != '/' && size == 6 && g_ascii_strncasecmp (name, "script", 6) == 0)
    return skip_to (skip_to (q, "</script"), ">");
  if (p[1] != '/' && size == 5 && g_ascii_strncasecmp (name, "style", 5) == 0)
    return skip_to (skip_to (q, "</style"), ">");
  return q;
}

static gboolean
strip_tags (const char *text, GString *out)
{
  gboolean any = FALSE;

  while (*text)
    {
      gsize n = strcspn (text, "<");
      const char *next;

      g_string_append_len (out, text, (gssize)n);
      text += n;
      if (!*text)
        break;
      next = skip_tag (text, out);
      if (next)
        any = TRUE;
      else
        g_string_append_c (out, '<');
      text = next ? next : text + 1;
    }
  return any;
}

static gunichar
decode_number (const char *digits, gsize size)
{
  gboolean is_hex = digits[0] == 'x' || digits[0] == 'X';
  guint64 c = 0;
  gsize i = is_hex;

  if (i == size)
    return 0;
  for (; i < size; i++)
    {
      int digit = is_hex ? g_ascii_xdigit_value (digits[i]) : g_ascii_digit_value (digits[i]);

      if (digit < 0)
        return 0;
      c = MIN (c * (is_hex ? 16 : 10) + (guint64)digit, 0x110000);
    }
  return c > 0 && c < 0x110000 && g_unichar_validate ((gunichar)c) ? (gunichar)c : 0xfffd;
}

/* The character of the entity at `p`, an "&"; 0 where it is none. `*next` gets what follows. */
static gunichar
decode_entity (const char *p, const char **next)
{
  char name[16];
  gsize size = 0;

  while (size < sizeof name - 1 && (g_ascii_isalnum (p[1 + size]) || (size == 0 && p[1] == '#')))
    {
      name[size] = p[1 + size];
      size++;
    }
  name[size] = '\0';
  if (size == 0 || p[1 + size] != ';')
    return 0;
  *next = p + size + 2;
  if (name[0] == '#')
    return decode_number (name + 1, size - 1);
  if (g_str_equal (name, "apos"))
    return '\'';
  const htmlEntityDesc *entity = htmlEntityLookup ((const xmlChar *)name);
  return entity ? entity->value : 0;
}

static gboolean
decode_entities (const char *text, GString *out)
{
  gboolean any = FALSE;

  while (*text)
    {
      gsize n = strcspn (text, "&");
      const char *next = NULL;
      gunichar c;

      g_string_append_len (out, text, (gssize)n);
      text += n;
      if (!*text)
        break;
      c = decode_entity (text, &next);
      if (c)
        {
          g_string_append_unichar (out, c);
          any = TRUE;
        }
      else
        g_string_append_c (out, '&');
      text = c ? next : text + 1;
    }
  return any;
}

static gboolean
is_invisible (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_UNASSIGNED:
      return TRUE;
    case G_UNICODE_FORMAT:
      /* The joiners belong to the writing of several languages. */
      return c != 0x200c && c != 0x200d;
    default:
      return FALSE;
    }
}

/* The last step: white space and what is not seen. */
static gboolean
tidy (const char *text, gsize most, GString *out)
{
  gboolean blank = FALSE, begun = FALSE;
  gsize n = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = (guint8)*p < 128 ? (guint8)*p : g_utf8_get_char (p);

      if (c < 128 ? g_ascii_isspace (c) : g_unichar_isspace (c))
        {
          blank = begun;
          continue;
        }
      if (c < 128 ? c < 32 || c == 127 : is_invisible (c))
        continue;
      if (n + blank >= most)
        return FALSE;
      if (blank)
        g_string_append_c (out, ' ');
      n += 1 + blank;
      blank = FALSE;
      begun = TRUE;
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
    }
  return TRUE;
}

/* Printable ASCII with single blanks between: what most fields are. */
static gboolean
is_plain (const char *text, gsize most, gsize *size)
{
  const char *p = text;

  if (*p == ' ')
    return FALSE;
  for (; *p; p++)
    if (*p < 32 || *p > 126 || *p == '<' || *p == '&' || (*p == ' ' && (p[1] == ' ' || !p[1])))
      return FALSE;
  *size = (gsize)(p - text);
  return *size <= most;
}

gboolean
vanity_feed_clean (const char *text, gsize most, GString *out)
{
  g_autoptr (GString) one = NULL;
  g_autoptr (GString) other = NULL;
  g_autofree char *composed = NULL;
  gsize size;

  if (is_plain (text, most, &size))
    {
      g_string_append_len (out, text, (gssize)size);
      return TRUE;
    }
  if (strpbrk (text, "<&"))
    {
      one = g_string_new (NULL);
      other = g_string_new (NULL);
      strip_tags (text, one);
      /* Twice is what a feed of a feed does; more is somebody's joke. */
      for (int i = 0; i < 2; i++)
        {
          g_string_truncate (other, 0);
          if (!decode_entities (one->str, other))
            break;
          g_string_truncate (one, 0);
          strip_tags (other->str, one);
        }
      text = one->str;
    }
  composed = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  return tidy (composed ? composed : text, most, out);
}
