#include "base/csv.h"

#include <string.h>

static gboolean
is_formula (const char *text)
{
  return *text != '\0' && strchr ("=+-@\t\r\n", *text) != NULL;
}

/* Behind how many apostrophes the formula stands makes no difference. */
static gboolean
is_guarded (const char *text)
{
  return is_formula (text + strspn (text, "'"));
}

void
vanity_csv_append_field (GString *table, const char *text)
{
  const char *field = text != NULL ? text : "";
  gboolean first = table->len == 0 || table->str[table->len - 1] == '\n';
  gboolean guard = is_guarded (field), quote = strpbrk (field, ",\"\r\n") != NULL;

  /* An empty first field would leave nothing that the next could follow. */
  quote |= first && *field == '\0';
  if (!first)
    g_string_append_c (table, ',');
  if (quote)
    g_string_append_c (table, '"');
  if (guard)
    g_string_append_c (table, '\'');
  for (const char *at = field; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (table, '"');
      g_string_append_c (table, *at);
    }
  if (quote)
    g_string_append_c (table, '"');
}

void
vanity_csv_end_record (GString *table)
{
  g_string_append (table, "\r\n");
}

const char *
vanity_csv_unguard (const char *text)
{
  return *text == '\'' && is_guarded (text) ? text + 1 : text;
}
