#include "cli-batch.h"

#include "image/photo.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>

static void
add_member (JsonBuilder *json, const char *name, double value)
{
  json_builder_set_member_name (json, name);
  vanity_cli_add_number (json, value);
}

static void
add_quality (JsonBuilder *json, const VanityFace *face)
{
  json_builder_set_member_name (json, "quality");
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "word");
  json_builder_add_string_value (json, vanity_quality_get_word (face->quality.flags));
  json_builder_set_member_name (json, "flags");
  json_builder_begin_array (json);
  for (guint bit = 0; bit < 32; bit++)
    if (face->quality.flags & (1u << bit))
      json_builder_add_string_value (json, vanity_quality_get_word (1u << bit));
  json_builder_end_array (json);
  add_member (json, "sharpness", face->quality.sharpness);
  add_member (json, "brightness", face->quality.brightness);
  add_member (json, "size", face->quality.size);
  add_member (json, "score", face->score);
  add_member (json, "presence", face->presence);
  json_builder_end_object (json);
}

static void
add_face (JsonBuilder *json, const VanityFace *face)
{
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "box");
  json_builder_begin_array (json);
  for (int i = 0; i < 4; i++)
    vanity_cli_add_number (json, face->box[i]);
  json_builder_end_array (json);

  json_builder_set_member_name (json, "points");
  json_builder_begin_array (json);
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    {
      json_builder_begin_array (json);
      vanity_cli_add_number (json, face->points[i].x);
      vanity_cli_add_number (json, face->points[i].y);
      vanity_cli_add_number (json, face->points[i].z);
      json_builder_end_array (json);
    }
  json_builder_end_array (json);

  json_builder_set_member_name (json, "pose");
  json_builder_begin_object (json);
  add_member (json, "yaw", face->pose.yaw);
  add_member (json, "pitch", face->pose.pitch);
  add_member (json, "roll", face->pose.roll);
  json_builder_end_object (json);

  add_quality (json, face);
  json_builder_end_object (json);
}

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
  json_builder_set_member_name (json, "width");
  json_builder_add_int_value (json, image->width);
  json_builder_set_member_name (json, "height");
  json_builder_add_int_value (json, image->height);
  json_builder_set_member_name (json, "faces");
  json_builder_begin_array (json);
  for (guint i = 0; i < faces->len; i++)
    add_face (json, faces->pdata[i]);
  json_builder_end_array (json);
  json_builder_end_object (json);

  return vanity_cli_dup_json (json);
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
} Detection;

static gboolean
detect (VanityBatchItem *item, VanityFaceFinder *finder, gpointer data, GCancellable *cancellable,
        GError **error)
{
  const Detection *detection = data;
  g_autoptr (GFile) file = g_file_new_for_path (item->path);
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, cancellable, error);
  g_autoptr (VanityImage) image = NULL;
  g_autoptr (GPtrArray) faces = NULL;

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
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &detection.json,
      N_ ("One JSON object a photo and line, with all 478 points of each face"), NULL },
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
  batch = vanity_batch_new (names, NULL, &status);
  if (!batch)
    return status;
  detection.is_many = batch->is_many;
  return vanity_batch_run (batch, detect, &detection);
}
