#include "cli-copy.h"

#include "face-json.h"
#include "json-line.h"
#include "wear-faces.h"

#include <glib/gi18n.h>

typedef struct
{
  VanityLook *look;
  char *look_text; /* for the service */
  double strength;
  VanityComposeFunc compose;
} Wear;

/* Where the result is, and who wears the look. */
static char *
dup_json (const VanityBatchItem *item, const VanityMakeover *makeover, const VanityImage *image,
          GPtrArray *faces)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  vanity_cli_begin_photo (json, item, TRUE);
  vanity_json_add_wearers (json, image, faces, makeover->face);
  json_builder_end_object (json);
  return vanity_json_dup_line (json);
}

static VanityImage *
put_on (VanityBatchItem *item, const VanityMakeover *makeover, VanityImage *before,
        GPtrArray *faces, GCancellable *cancellable, GError **error)
{
  const Wear *wear = makeover->data;
  char *note = NULL;
  g_autoptr (VanityImage) after = vanity_wear_faces (before, faces, makeover->face, wear->look,
                                                     wear->strength, &note, cancellable, error);

  vanity_cli_take_note (item, note);
  if (after && makeover->options.json)
    item->text = dup_json (item, makeover, before, faces);
  return after ? wear->compose (before, after, error) : NULL;
}

static gboolean
put_on_by_service (VanityBatchItem *item, const VanityMakeover *makeover, GCancellable *cancellable,
                   GError **error)
{
  const Wear *wear = makeover->data;

  return vanity_cli_service_apply (makeover->service, item, makeover->face, wear->look_text,
                                   wear->strength, &makeover->save, makeover->options.json,
                                   cancellable, error);
}

VanityExit
vanity_cli_put_on (int argc, char **argv, const char *summary, VanityComposeFunc compose,
                   gboolean by_service)
{
  Wear wear = { .strength = 1.0, .compose = compose };
  g_auto (VanityMakeover) makeover = {
    .make = put_on, .serve = put_on_by_service, .data = &wear, .options.argv = g_strdupv (argv)
  };
  g_autofree char *look_name = NULL;
  g_autofree char *look_text = NULL;
  g_autofree char *strength = NULL;
  GOptionEntry entries[] = {
    { "look", 'l', 0, G_OPTION_ARG_FILENAME, &look_name,
      N_ ("A look by its name (see “looks”) or a look file"), N_ ("NAME|FILE") },
    { "strength", 's', 0, G_OPTION_ARG_STRING, &strength,
      N_ ("How much of it, from 0 to 1 (the default)"), N_ ("SHARE") },
    VANITY_MAKEOVER_FACE_ENTRY (&makeover),
    VANITY_MAKEOVER_OUTPUT_ENTRY (&makeover),
    VANITY_MAKEOVER_LOCATION_ENTRY (&makeover),
    { "json", 'j', 0, G_OPTION_ARG_NONE, &makeover.options.json,
      N_ ("One JSON object a photo and line: where the result is, and the faces that wear it"),
      NULL },
    VANITY_BATCH_LOG_ENTRIES (&makeover.options),
    VANITY_CLI_SERVICE_ENTRY (&makeover.via_service),
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) names = NULL;
  g_autoptr (VanityBatch) batch = NULL;
  g_autoptr (VanityLook) look = NULL;
  g_autoptr (GError) error = NULL;
  VanityExit status;

  /* The service gives the result as it is; --via-service is the last option. */
  if (!by_service)
    entries[G_N_ELEMENTS (entries) - 2] = (GOptionEntry)G_OPTION_ENTRY_NULL;
  if (!vanity_cli_parse (&argc, &argv, _ ("PHOTO…"), summary, entries, &names, &status))
    return status;
  if (!names[0])
    return vanity_cli_usage (_ ("no photo is named"));
  if (!look_name || !*look_name)
    return vanity_cli_usage (_ ("--look is missing"));
  if (!vanity_makeover_parse (&makeover)
      || (strength
          && !vanity_cli_parse_number ("--strength", strength, 0, 1, FALSE, &wear.strength)))
    return VANITY_EXIT_USAGE;
  look = vanity_look_find (look_name, &error);
  if (!look)
    return vanity_cli_fail (error);
  wear.look = look;
  if (makeover.via_service
      && !(look_text = wear.look_text = vanity_cli_service_dup_look (look_name, &error)))
    return vanity_cli_fail (error);
  batch = vanity_batch_new (names, makeover.output, &status);
  return batch ? vanity_makeover_run (&makeover, batch) : status;
}

static VanityImage *
compose (VanityImage *before, VanityImage *after, GError **error)
{
  return vanity_image_ref (after);
}

VanityExit
vanity_cli_apply (int argc, char **argv)
{
  return vanity_cli_put_on (
      argc, argv,
      _ ("Puts a look on the faces of photos. Size, colour profile and EXIF stay as they are, "
         "and so does every pixel without makeup."),
      compose, TRUE);
}
