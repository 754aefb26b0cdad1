#include "cli-copy.h"

#include "cli-model.h"

#include <string.h>

void
vanity_cli_add_file (JsonBuilder *json, const char *name, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, shown);
}

void
vanity_cli_begin_photo (JsonBuilder *json, const VanityBatchItem *item, gboolean is_many)
{
  json_builder_begin_object (json);
  if (is_many)
    vanity_cli_add_file (json, "photo", item->path);
  vanity_cli_add_file (json, "output", item->output);
}

void
vanity_cli_take_note (VanityBatchItem *item, char *sentence)
{
  if (sentence && item->note)
    {
      char *note = g_strconcat (item->note, " ", sentence, NULL);

      g_free (item->note);
      g_free (sentence);
      item->note = note;
    }
  else if (sentence)
    item->note = sentence;
}

VanityTransferModel *
vanity_cli_load_generator (const char *name, GError **error)
{
  g_autofree char *path = name ? vanity_cli_find_model (name, error) : NULL;

  return name && !path ? NULL : vanity_transfer_model_load (path, error);
}
