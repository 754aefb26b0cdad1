#include "feed/make-private.h"

#include <string.h>

/* What stands between a name and what is written before or behind it. */
static const char *const marks[] = { " ", "\t", "-", "–", "—", ":", "|", ",",  "/", "·", "•",
                                     "®", "™",  "©", "(", ")", "[", "]", "\"", "“", "”", "'" };

static gsize
find_mark (const char *text)
{
  if (g_ascii_isalnum (*text))
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (text, marks[i]))
      return strlen (marks[i]);
  return 0;
}

static gsize
find_last_mark (const char *text, gsize size)
{
  if (size > 0 && g_ascii_isalnum (text[size - 1]))
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      gsize n = strlen (marks[i]);
      if (n <= size && memcmp (text + size - n, marks[i], n) == 0)
        return n;
    }
  return 0;
}

void
vanity_feed_drop_marks (GString *title)
{
  gsize n, start = 0;

  while ((n = find_mark (title->str + start)) > 0 && !strchr ("([", title->str[start]))
    start += n;
  g_string_erase (title, 0, (gssize)start);
  while ((n = find_last_mark (title->str, title->len)) > 0
         && !strchr (")]", title->str[title->len - 1]))
    g_string_truncate (title, title->len - n);
}

static void
drop_brand (GString *title, const char *brand)
{
  gsize size = strlen (brand);

  if (size == 0 || title->len <= size || g_ascii_strncasecmp (title->str, brand, size) != 0
      || find_mark (title->str + size) == 0)
    return;
  g_string_erase (title, 0, (gssize)size);
}

/* "in Ruby Woo", "- Ruby Woo", "(Ruby Woo)", "Ruby Woo". */
static void
drop_shade (GString *title, const char *shade)
{
  gsize size = strlen (shade), end = title->len, start;
  gboolean closed = end > 0 && strchr (")]", title->str[end - 1]);

  if (closed)
    end--;
  if (size == 0 || end <= size)
    return;
  start = end - size;
  if (g_ascii_strncasecmp (title->str + start, shade, size) != 0
      || find_last_mark (title->str, start) == 0
      || (closed && !strchr ("([", title->str[start - 1])))
    return;
  if (start > 4 && g_ascii_strncasecmp (title->str + start - 4, " in ", 4) == 0)
    start -= 4;
  while (start > 0 && strchr ("([", title->str[start - 1]))
    start--;
  g_string_truncate (title, start);
}

void
vanity_feed_split_title (GString *title, const char *brand, const char *shade)
{
  g_autofree char *whole = g_strdup (title->str);

  drop_brand (title, brand);
  vanity_feed_drop_marks (title);
  drop_shade (title, shade);
  vanity_feed_drop_marks (title);
  /* A line that is called as its brand or its only shade is. */
  if (title->len == 0)
    g_string_assign (title, whole);
}
