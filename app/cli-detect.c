#include "cli-batch-log.h"
#include "cli-service.h"

#include "face-json.h"
#include "image/photo.h"
#include "json-line.h"

#include <glib/gi18n.h>
#include <math.h>

/* `photo` is NULL for one photo alone, whose name the caller knows. */
static char *
describe_as_json (const char *photo, const VanityImage *image, GPtrArray *faces)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  if (photo)
    {
      g_autofree char *name = g_filename_display_name (photo);
      json_builder_set_member_name (json, "photo");
      json_builder_add_string_value (json, name);
    }
  vanity_json_add_faces (json, image, faces);
  json_builder_end_object (json);

  return vanity_json_dup_line (json);
}

static void
append_pose (GString *text, const VanityFace *face)
{
  float yaw = face->pose.yaw, pitch = face->pose.pitch, roll = face->pose.roll;

  if (fabsf (yaw) >= 0.5f)
    g_string_append_printf (
        text, yaw > 0 ? _ (", turned %.0f° to its left") : _ (", turned %.0f° to its right"),
        fabsf (yaw));
  if (fabsf (pitch) >= 0.5f)
    g_string_append_printf (text, pitch > 0 ? _ (", looking %.0f° up") : _ (", looking %.0f° down"),
                            fabsf (pitch));
  if (fabsf (roll) >= 0.5f)
    g_string_append_printf (
        text, roll > 0 ? _ (", tilted %.0f° clockwise") : _ (", tilted %.0f° anticlockwise"),
        fabsf (roll));
}

static char *
describe_as_text (const char *photo, const VanityImage *image, GPtrArray *faces)
{
  g_autofree char *name = g_filename_display_name (photo);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          faces->len ? ngettext ("%s: %d × %d pixels, %u face\n",
                                                 "%s: %d × %d pixels, %u faces\n", faces->len)
                                     : _ ("%s: %d × %d pixels, no face\n"),
                          name, image->width, image->height, faces->len);
  for (guint i = 0; i < faces->len; i++)
    {
      const VanityFace *face = faces->pdata[i];

      g_string_append_printf (text, _ ("  face %u: %.0f × %.0f at %.0f, %.0f"), i + 1, face->box[2],
                              face->box[3], face->box[0], face->box[1]);
      append_pose (text, face);
      g_string_append (text, "; ");
      if (face->quality.flags == VANITY_QUALITY_GOOD)
        g_string_append (text, vanity_quality_get_label (VANITY_QUALITY_GOOD));
      for (guint bit = 0, n = 0; bit < 32; bit++)
        if (face->quality.flags & (1u << bit))
          g_string_append_printf (text, "%s%s", n++ ? ", " : "",
                                  vanity_quality_get_label (1u << bit));
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

typedef struct
{
  gboolean json;
  gboolean is_many;
  VanityCliService *service; /* or NULL */
} Detection;

static gboolean
detect (VanityBatchItem *item, VanityFaceFinder *finder, gpointer data, GCancellable *cancellable,
        GError **error)
{
  const Detection *detection = data;
  g_autoptr (GFile) file = g_file_new_for_path (item->path);
  g_autoptr (VanityPhoto) photo = NULL;
  g_autoptr (VanityImage) image = NULL;
  g_autoptr (GPtrArray) faces = NULL;

  if (detection->service)
    return vanity_cli_service_detect (detection->service, item, detection->is_many, cancellable,
                                      error);
  photo = vanity_photo_load (file, cancellable, error);
  if (!photo)
    return FALSE;
  image = vanity_photo_new_view (photo, cancellable, error);
  if (!image)
    return FALSE;
  faces = vanity_face_finder_find (finder, image, cancellable, error);
  if (!faces)
    return FALSE;
  item->text = detection->json
                   ? describe_as_json (detection->is_many ? item->path : NULL, image, faces)
                   : describe_as_text (item->path, image, faces);
  return TRUE;
}

VanityExit
vanity_cli_detect (int argc, char **argv)
{
  Detection detection = { 0 };
  g_autoptr (VanityCliService) service = NULL;
  g_autoptr (GError) error = NULL;
  gboolean via_service = FALSE;
  g_auto (VanityBatchOptions) options = { .argv = g_strdupv (argv) };
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &options.json,
      N_ ("One JSON object a photo and line, with all 478 points of each face"), NULL },
    VANITY_BATCH_LOG_ENTRIES (&options),
    VANITY_CLI_SERVICE_ENTRY (&via_service),
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) names = NULL;
  g_autoptr (VanityBatch) batch = NULL;
  VanityExit status;

  if (!vanity_cli_parse (&argc, &argv, _ ("PHOTO…"),
                         _ ("Tells where the faces of photos are, how they are turned and how good "
                            "they are to work with, in pixels of the upright photo. A photo "
                            "without a face is no failure."),
                         entries, &names, &status))
    return status;
  if (!vanity_batch_options_parse (&options))
    return VANITY_EXIT_USAGE;
  if (via_service && !options.json)
    return vanity_cli_usage (_ ("--via-service tells JSON: with --json or --log"));
  batch = vanity_batch_new (names, NULL, &status);
  if (!batch)
    return status;
  if (!vanity_batch_take_options (batch, &options, &status))
    return status;
  if (via_service && !(service = vanity_cli_service_new (&error)))
    return vanity_cli_fail (error);
  detection.service = service;
  batch->by_service = via_service;
  detection.json = options.json;
  detection.is_many = batch->is_many;
  return vanity_batch_run (batch, detect, &detection);
}
