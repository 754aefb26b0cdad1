/* The analyses that somebody asked to be kept. */
#include "cli-analyse.h"

#include "analysis/history.h"
#include "json-line.h"

#include <glib/gi18n.h>

static char *
describe_as_text (const GPtrArray *memories)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < memories->len; i++)
    {
      const VanityMemory *memory = memories->pdata[i];
      g_autoptr (GDateTime) local = g_date_time_to_local (memory->when);
      g_autofree char *when = g_date_time_format (local, "%x %X");

      g_string_append_printf (text, "%-20s  %s", memory->id, when);
      if (memory->record.overall >= 0)
        g_string_append_printf (text, _ ("  skin, overall %.0f"), (double)memory->record.overall);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static char *
describe_as_json (const GPtrArray *memories)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < memories->len; i++)
    {
      const VanityMemory *memory = memories->pdata[i];
      g_autofree char *when = g_date_time_format_iso8601 (memory->when);

      json_builder_begin_object (json);
      json_builder_set_member_name (json, "id");
      json_builder_add_string_value (json, memory->id);
      json_builder_set_member_name (json, "when");
      json_builder_add_string_value (json, when);
      if (memory->record.overall >= 0)
        {
          json_builder_set_member_name (json, "overall");
          vanity_json_add_tidy (json, (double)memory->record.overall);
        }
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  return vanity_json_dup_line (json);
}

VanityExit
vanity_analyse_list (gboolean json)
{
  g_autoptr (GPtrArray) memories = vanity_history_list ();
  g_autofree char *text = json ? describe_as_json (memories) : describe_as_text (memories);

  if (memories->len == 0 && !json)
    return vanity_cli_print (_ ("No analysis is kept; --remember keeps one.\n"));
  return vanity_cli_print (text);
}

VanityExit
vanity_analyse_forget (const char *id)
{
  g_autoptr (GError) error = NULL;

  return vanity_history_forget (id, &error) ? VANITY_EXIT_DONE : vanity_cli_fail (error);
}
