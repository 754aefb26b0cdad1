#include "feed/mend-entities.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#define MAX_NAME 32

/* The length of the name or number behind an "&", or 0 where there is none with its semicolon.
 * `*begun`: it may be one, but ends too early to tell. */
static gsize
measure_entity (const char *text, gsize size, gboolean *begun)
{
  gsize n = 0;

  while (n < size && n < MAX_NAME
         && (g_ascii_isalnum (text[n]) || (n == 0 && text[n] == '#') || (n > 0 && text[n] == '_')))
    n++;
  *begun = n == size;
  return n > 0 && n < size && text[n] == ';' ? n : 0;
}

static gboolean
is_of_xml (const char *name)
{
  static const char *const names[] = { "amp", "lt", "gt", "quot", "apos", NULL };

  return g_strv_contains (names, name);
}

static void
append_entity (GString *out, const char *text, gsize size)
{
  char name[MAX_NAME + 1];
  const htmlEntityDesc *entity;

  memcpy (name, text, size);
  name[size] = '\0';
  entity = htmlEntityLookup ((const xmlChar *)name);
  if (name[0] == '#' || is_of_xml (name))
    g_string_append_printf (out, "&%s;", name);
  else if (entity)
    g_string_append_printf (out, "&#%u;", entity->value);
  else
    g_string_append_printf (out, "&amp;%s;", name);
}

gsize
vanity_feed_mend_entities (const char *text, gsize size, gboolean at_end, GString *out)
{
  gsize at = 0;

  while (at < size)
    {
      const char *mark = memchr (text + at, '&', size - at);
      gsize n = mark ? (gsize)(mark - text) - at : size - at, length;
      gboolean begun;

      g_string_append_len (out, text + at, (gssize)n);
      at += n;
      if (!mark)
        break;
      length = measure_entity (mark + 1, size - at - 1, &begun);
      if (begun && !at_end)
        break;
      if (length > 0)
        append_entity (out, mark + 1, length);
      else
        g_string_append (out, "&amp;");
      at += 1 + (length > 0 ? length + 1 : 0);
    }
  return at;
}
