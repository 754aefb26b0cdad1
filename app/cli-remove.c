/* vanity-cli remove: a person without their makeup. */
#include "cli-copy.h"

#include "copy-options.h"
#include "face-change.h"
#include "json-line.h"
#include "transfer/remove.h"

#include <glib/gi18n.h>

typedef struct
{
  VanityTransferModel *model;
  double strength[VANITY_N_CHANGES];
  gboolean json, is_many;
} Removing;

/* What lies where foundation does cannot be told from skin. */
static const gboolean removed[VANITY_N_CHANGES] = {
  [VANITY_CHANGE_LIPS] = TRUE,
  [VANITY_CHANGE_EYES] = TRUE,
  [VANITY_CHANGE_CHEEKS] = TRUE,
  [VANITY_CHANGE_BROWS] = TRUE,
};

static JsonNode *
describe (const VanityRemoval *removal, const char *note)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  double found[VANITY_N_CHANGES], confidence[VANITY_N_CHANGES];

  for (int i = 0; i < VANITY_N_CHANGES; i++)
    {
      found[i] = removal->found[i];
      confidence[i] = removal->confidence[i];
    }
  json_builder_begin_object (json);
  vanity_json_add_parts (json, "found", found, removed);
  vanity_json_add_parts (json, "confidence", confidence, removed);
  json_builder_set_member_name (json, "guess");
  json_builder_add_boolean_value (json, TRUE);
  json_builder_set_member_name (json, "note");
  json_builder_add_string_value (json, note);
  json_builder_end_object (json);
  return json_builder_get_root (json);
}

static gboolean
take_off (VanityFaceChange *change, gconstpointer data, GCancellable *cancellable, GError **error)
{
  const Removing *removing = data;
  g_autoptr (VanityRemoval) removal
      = vanity_removal_read (removing->model, change->texture, cancellable, error);

  if (!removal)
    return FALSE;
  change->note = vanity_removal_get_note (removal);
  change->more = describe (removal, change->note);
  change->change = g_steal_pointer (&removal->change);
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    change->strength[i] = removing->strength[i];
  return TRUE;
}

static VanityImage *
remove_from_photo (VanityBatchItem *item, const VanityMakeover *makeover, VanityImage *before,
                   GPtrArray *faces, GCancellable *cancellable, GError **error)
{
  const Removing *removing = makeover->data;
  g_autoptr (JsonBuilder) json = removing->json ? json_builder_new () : NULL;
  g_autoptr (VanityImage) after = NULL;
  char *note = NULL;

  if (json)
    vanity_cli_begin_photo (json, item, removing->is_many);
  after = vanity_change_faces (before, faces, makeover->face,
                               vanity_transfer_model_get_size (removing->model), take_off, removing,
                               json, &note, cancellable, error);
  vanity_cli_take_note (item, note);
  if (after && json)
    {
      json_builder_end_object (json);
      item->text = vanity_json_dup_line (json);
    }
  return g_steal_pointer (&after);
}

VanityExit
vanity_cli_remove (int argc, char **argv)
{
  Removing removing = { 0 };
  g_auto (VanityMakeover) makeover
      = { .make = remove_from_photo, .data = &removing, .options.argv = g_strdupv (argv) };
  g_autofree char *model = NULL, *strength = NULL;
  const GOptionEntry entries[] = {
    { "strength", 's', 0, G_OPTION_ARG_STRING, &strength,
      N_ ("How much of it, from 0 to 1 (default: 1); by region as lips=1,eyes=0.5"), N_ ("LIST") },
    VANITY_CLI_GENERATOR_ENTRY (&model),
    VANITY_MAKEOVER_FACE_ENTRY (&makeover),
    VANITY_MAKEOVER_OUTPUT_ENTRY (&makeover),
    VANITY_MAKEOVER_LOCATION_ENTRY (&makeover),
    { "json", 'j', 0, G_OPTION_ARG_NONE, &makeover.options.json,
      N_ ("One JSON object a photo and line: what was found, how much is a guess, what it did"),
      NULL },
    VANITY_BATCH_LOG_ENTRIES (&makeover.options),
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) names = NULL;
  g_autoptr (VanityBatch) batch = NULL;
  g_autoptr (VanityTransferModel) generator = NULL;
  g_autoptr (GError) error = NULL;
  VanityExit status;

  if (!vanity_cli_parse (
          &argc, &argv, _ ("PHOTO…"),
          _ ("Takes the makeup of lips, eyes, cheeks and brows off the faces of photos. What the "
             "skin underneath looks like nobody can see: where makeup covers, what is shown "
             "instead is a guess. Foundation cannot be told from skin and stays."),
          entries, &names, &status))
    return status;
  if (!names[0])
    return vanity_cli_usage (_ ("no photo is named"));
  if (!vanity_makeover_parse (&makeover)
      || !vanity_copy_parse_strength (strength, removed, 1, removing.strength))
    return VANITY_EXIT_USAGE;
  batch = vanity_batch_new (names, makeover.output, &status);
  if (!batch)
    return status;
  if (model && !vanity_batch_spare (batch, model, NULL))
    return VANITY_EXIT_USAGE;
  removing.is_many = batch->is_many;
  removing.json = makeover.options.json;
  vanity_batch_watch_signals ();
  generator = vanity_cli_load_generator (model, &error);
  if (!generator)
    return vanity_cli_fail (error);
  removing.model = generator;
  return vanity_makeover_run (&makeover, batch);
}
