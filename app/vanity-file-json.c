/* Writing document.json; what reads it is in vanity-file-parse.c. */
#include "app/vanity-file-json.h"

#include <json-glib/json-glib.h>
#include <math.h>

/* Only what every file system and every reader of archives can spell; the name for people is in the
 * JSON. */
static char *
make_entry_name (const char *folder, const char *name)
{
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;
  g_autofree char *extension = g_ascii_strdown (dot != NULL ? dot + 1 : "", -1);

  for (const char *at = extension; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) || at - extension >= 8)
      return g_strdup_printf ("%s/original", folder);

  return *extension != '\0' ? g_strdup_printf ("%s/original.%s", folder, extension)
                            : g_strdup_printf ("%s/original", folder);
}

char *
vanity_file_name_photo (const VanityFilePhoto *photo)
{
  return make_entry_name ("photo", photo->name);
}

char *
vanity_file_name_reference (const VanityFilePhoto *photo, int index)
{
  g_autofree char *folder = g_strdup_printf ("references/%d", index + 1);

  return make_entry_name (folder, photo->name);
}

char *
vanity_file_name_look (int index)
{
  return g_strdup_printf ("looks/%d.json", index + 1);
}

static void
add_text (JsonBuilder *json, const char *key, const char *text)
{
  if (text == NULL)
    return;

  json_builder_set_member_name (json, key);
  json_builder_add_string_value (json, text);
}

static void
add_flag (JsonBuilder *json, const char *key, gboolean value)
{
  json_builder_set_member_name (json, key);
  json_builder_add_boolean_value (json, value);
}

static void
add_number (JsonBuilder *json, const char *key, double value)
{
  json_builder_set_member_name (json, key);
  json_builder_add_double_value (json, isfinite (value) ? value : 0.0);
}

static void
add_count (JsonBuilder *json, const char *key, gint64 value)
{
  json_builder_set_member_name (json, key);
  json_builder_add_int_value (json, value);
}

static void
add_box (JsonBuilder *json, const float box[4])
{
  json_builder_set_member_name (json, "box");
  json_builder_begin_array (json);
  for (int i = 0; i < 4; i++)
    json_builder_add_double_value (json, isfinite (box[i]) ? box[i] : 0.0);
  json_builder_end_array (json);
}

static void
add_photo (JsonBuilder *json, const VanityFilePhoto *photo, const char *entry)
{
  add_text (json, "name", photo->name);
  if (photo->bytes != NULL)
    {
      add_text (json, "entry", entry);
      return;
    }

  json_builder_set_member_name (json, "link");
  json_builder_begin_object (json);
  add_text (json, "relative", photo->relative);
  add_text (json, "path", photo->path);
  add_count (json, "size", (gint64)photo->size);
  add_text (json, "sha256", photo->sha256);
  if (photo->kept)
    add_flag (json, "kept", TRUE);
  json_builder_end_object (json);
}

static void
add_options (JsonBuilder *json, const VanityAnalysisOptions *options)
{
  if (options->has_white)
    {
      json_builder_set_member_name (json, "white");
      json_builder_begin_array (json);
      json_builder_add_double_value (json, options->white_x);
      json_builder_add_double_value (json, options->white_y);
      json_builder_end_array (json);
    }
  if (options->has_nudge)
    {
      json_builder_set_member_name (json, "nudge");
      json_builder_begin_object (json);
      add_number (json, "lighter", options->nudge.lighter);
      add_number (json, "warmer", options->nudge.warmer);
      add_number (json, "muted", options->nudge.muted);
      json_builder_end_object (json);
    }
  if (options->is_child)
    add_flag (json, "child", TRUE);
}

static void
add_wear (JsonBuilder *json, const VanityFileFace *face, GPtrArray *looks)
{
  guint look;

  if (face->look != NULL && g_ptr_array_find (looks, face->look, &look))
    {
      g_autofree char *entry = vanity_file_name_look ((int)look);

      add_text (json, "look", entry);
    }
  if (face->copied)
    {
      json_builder_set_member_name (json, "from");
      json_builder_begin_array (json);
      for (int i = 0; i < VANITY_N_CHANGES; i++)
        json_builder_add_int_value (json, face->from[i]);
      json_builder_end_array (json);
      add_flag (json, "foundation", face->foundation);
    }
  if (face->off)
    add_flag (json, "off", TRUE);
  add_number (json, "strength", face->strength);
  json_builder_set_member_name (json, "parts");
  json_builder_begin_array (json);
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    json_builder_add_double_value (json, face->parts[i]);
  json_builder_end_array (json);
}

static void
add_references (JsonBuilder *json, GPtrArray *references)
{
  json_builder_set_member_name (json, "references");
  json_builder_begin_array (json);
  for (guint i = 0; i < references->len; i++)
    {
      const VanityFileReference *reference = g_ptr_array_index (references, i);
      g_autofree char *entry = vanity_file_name_reference (&reference->photo, (int)i);

      json_builder_begin_object (json);
      add_photo (json, &reference->photo, entry);
      add_count (json, "face", reference->face);
      add_box (json, reference->box);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_faces (JsonBuilder *json, GPtrArray *faces, GPtrArray *looks)
{
  json_builder_set_member_name (json, "faces");
  json_builder_begin_array (json);
  for (guint i = 0; i < faces->len; i++)
    {
      const VanityFileFace *face = g_ptr_array_index (faces, i);

      json_builder_begin_object (json);
      add_box (json, face->box);
      add_wear (json, face, looks);
      add_options (json, &face->options);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

char *
vanity_file_to_json (const VanityFile *file, GPtrArray *looks)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *entry = vanity_file_name_photo (&file->photo);

  json_builder_begin_object (json);
  add_count (json, "vanity-document", VANITY_FILE_VERSION);
  json_builder_set_member_name (json, "photo");
  json_builder_begin_object (json);
  add_photo (json, &file->photo, entry);
  json_builder_end_object (json);
  add_references (json, file->references);
  add_faces (json, file->faces, looks);
  add_count (json, "selected", file->selected);
  add_text (json, "document", file->document);
  add_text (json, "etag", file->etag);
  if (file->crafted)
    add_flag (json, "crafted", TRUE);
  json_builder_end_object (json);
  root = json_builder_get_root (json);

  return json_to_string (root, TRUE);
}
