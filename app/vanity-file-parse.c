/* Reading document.json, of which nothing is believed. */
#include "app/vanity-file-json.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#define MAX_JSON (4 << 20)
/* json-glib calls itself for every bracket; a document goes five deep. */
#define MAX_DEPTH 16
#define MAX_TEXT 4096
/* A pixel's place or a face's size, far beyond every photo. */
#define MAX_LENGTH 1e6

static gboolean
fail (GError **error, const char *key)
{
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("“%s” in document.json is missing, or not what it must be"), key);

  return FALSE;
}

static gboolean
is_shallow (const char *text, gsize size)
{
  int depth = 0;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < size; i++)
    if (quoted)
      {
        if (text[i] == '\\')
          i++;
        else
          quoted = text[i] != '"';
      }
    else if (text[i] == '"')
      quoted = TRUE;
    else if (text[i] == '[' || text[i] == '{')
      {
        if (++depth > MAX_DEPTH)
          return FALSE;
      }
    else if (text[i] == ']' || text[i] == '}')
      depth--;

  return TRUE;
}

static gboolean
holds (JsonObject *object, const char *key, GType type)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

/* NULL where it is absent or no text. */
static const char *
get_text (JsonObject *object, const char *key)
{
  const char *text
      = holds (object, key, G_TYPE_STRING) ? json_object_get_string_member (object, key) : NULL;

  return text != NULL && strlen (text) <= MAX_TEXT ? text : NULL;
}

static gboolean
get_flag (JsonObject *object, const char *key)
{
  return holds (object, key, G_TYPE_BOOLEAN) && json_object_get_boolean_member (object, key);
}

static JsonObject *
get_object (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
to_number (JsonNode *node, double low, double high, double *number)
{
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node)
                                                            : G_TYPE_INVALID;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;
  *number = json_node_get_double (node);

  return isfinite (*number) && *number >= low && *number <= high;
}

static gboolean
read_number (JsonObject *object, const char *key, double low, double high, double *number,
             GError **error)
{
  return to_number (json_object_get_member (object, key), low, high, number) || fail (error, key);
}

static gboolean
read_numbers (JsonObject *object, const char *key, double low, double high, guint n,
              double *numbers, GError **error)
{
  JsonArray *array = get_array (object, key);

  if (array == NULL || json_array_get_length (array) != n)
    return fail (error, key);
  for (guint i = 0; i < n; i++)
    if (!to_number (json_array_get_element (array, i), low, high, &numbers[i]))
      return fail (error, key);

  return TRUE;
}

static gboolean
read_box (JsonObject *object, float box[4], GError **error)
{
  double numbers[4];

  if (!read_numbers (object, "box", -MAX_LENGTH, MAX_LENGTH, 4, numbers, error))
    return FALSE;
  for (int i = 0; i < 4; i++)
    box[i] = (float)numbers[i];

  return TRUE;
}

static gboolean
is_sha256 (const char *text)
{
  return text != NULL && strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

static gboolean
read_link (JsonObject *object, VanityFilePhoto *photo, GError **error)
{
  double size;

  if (!read_number (object, "size", 0, (double)G_MAXINT64 / 2, &size, error))
    return FALSE;
  photo->size = (guint64)size;
  photo->relative = g_strdup (get_text (object, "relative"));
  photo->path = g_strdup (get_text (object, "path"));
  photo->sha256 = g_strdup (get_text (object, "sha256"));
  photo->kept = get_flag (object, "kept");
  if (!is_sha256 (photo->sha256))
    return fail (error, "sha256");

  return photo->path != NULL || photo->relative != NULL || fail (error, "path");
}

static gboolean
read_photo (JsonObject *object, GHashTable *entries, VanityFilePhoto *photo, GError **error)
{
  const char *entry = get_text (object, "entry");
  JsonObject *link = get_object (object, "link");
  GBytes *bytes;

  photo->name = g_strdup (get_text (object, "name"));
  if (photo->name == NULL)
    return fail (error, "name");
  if (entry == NULL)
    return link != NULL ? read_link (link, photo, error) : fail (error, "link");

  bytes = g_hash_table_lookup (entries, entry);
  if (bytes == NULL)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT, _ ("the entry “%s” is missing"),
                   entry);
      return FALSE;
    }
  photo->bytes = g_bytes_ref (bytes);

  return TRUE;
}

static gboolean
read_options (JsonObject *object, VanityAnalysisOptions *options, GError **error)
{
  JsonObject *nudge = get_object (object, "nudge");
  double white[2], nudges[3];

  options->is_child = get_flag (object, "child");
  if (json_object_has_member (object, "white"))
    {
      if (!read_numbers (object, "white", 0, MAX_LENGTH, 2, white, error))
        return FALSE;
      options->has_white = TRUE;
      options->white_x = white[0];
      options->white_y = white[1];
    }
  if (nudge != NULL)
    {
      if (!read_number (nudge, "lighter", -1, 1, &nudges[0], error)
          || !read_number (nudge, "warmer", -1, 1, &nudges[1], error)
          || !read_number (nudge, "muted", -1, 1, &nudges[2], error))
        return FALSE;
      options->has_nudge = TRUE;
      options->nudge = (VanityColorNudge){ (float)nudges[0], (float)nudges[1], (float)nudges[2] };
    }

  return TRUE;
}

/* The same entry is the same look, so that faces that share one go on sharing it. */
static VanityLook *
find_look (const char *entry, GHashTable *entries, GHashTable *looks, GError **error)
{
  VanityLook *look = g_hash_table_lookup (looks, entry);
  GBytes *bytes = g_hash_table_lookup (entries, entry);

  if (look == NULL && bytes != NULL)
    {
      look = vanity_look_load_bytes (bytes, entry, error);
      if (look == NULL)
        return NULL;
      g_hash_table_insert (looks, g_strdup (entry), look);
    }
  if (look == NULL)
    {
      fail (error, "look");
      return NULL;
    }

  return vanity_look_ref (look);
}

static gboolean
read_from (JsonObject *object, guint n_references, VanityFileFace *face, GError **error)
{
  double from[VANITY_N_CHANGES];

  if (!read_numbers (object, "from", 0, (double)n_references - 1, VANITY_N_CHANGES, from, error))
    return FALSE;
  face->copied = TRUE;
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    face->from[i] = (int)from[i];
  face->foundation = get_flag (object, "foundation");

  return TRUE;
}

static gboolean
read_face (JsonObject *object, GHashTable *entries, GHashTable *looks, guint n_references,
           VanityFileFace *face, GError **error)
{
  const char *look = get_text (object, "look");

  if (!read_box (object, face->box, error) || !read_options (object, &face->options, error))
    return FALSE;
  if (look != NULL)
    {
      face->look = find_look (look, entries, looks, error);
      if (face->look == NULL)
        return FALSE;
    }
  else if (json_object_has_member (object, "from"))
    {
      if (!read_from (object, n_references, face, error))
        return FALSE;
    }
  else
    face->off = get_flag (object, "off");

  return read_number (object, "strength", 0, face->copied ? VANITY_WEAR_MAX_STRENGTH : 1,
                      &face->strength, error)
         && read_numbers (object, "parts", 0, VANITY_WEAR_MAX_STRENGTH, VANITY_N_CHANGES,
                          face->parts, error);
}

/* The objects of a list, of at most `max`. */
static gboolean
is_list (JsonArray *array, guint max)
{
  if (array == NULL || json_array_get_length (array) > max)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
      return FALSE;

  return TRUE;
}

static gboolean
read_references (JsonObject *root, GHashTable *entries, VanityFile *file, GError **error)
{
  JsonArray *array = get_array (root, "references");

  if (!is_list (array, VANITY_FILE_MAX_REFERENCES))
    return fail (error, "references");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      VanityFileReference *reference = vanity_file_add_reference (file);
      double face;

      if (!read_photo (object, entries, &reference->photo, error)
          || !read_number (object, "face", 0, VANITY_FILE_MAX_FACES - 1, &face, error)
          || !read_box (object, reference->box, error))
        return FALSE;
      reference->face = (int)face;
    }

  return TRUE;
}

static gboolean
read_faces (JsonObject *root, GHashTable *entries, VanityFile *file, GError **error)
{
  g_autoptr (GHashTable) looks
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)vanity_look_unref);
  JsonArray *array = get_array (root, "faces");

  if (!is_list (array, VANITY_FILE_MAX_FACES))
    return fail (error, "faces");
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!read_face (json_array_get_object_element (array, i), entries, looks, file->references->len,
                    vanity_file_add_face (file), error))
      return FALSE;

  return TRUE;
}

static gboolean
read_root (JsonObject *root, GHashTable *entries, VanityFile *file, GError **error)
{
  JsonObject *photo = get_object (root, "photo");
  double version, selected;

  if (!read_number (root, "vanity-document", 1, G_MAXINT, &version, error))
    return FALSE;
  if (version > VANITY_FILE_VERSION)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                   _ ("it is of version %d, and this Vanity reads up to version %d"), (int)version,
                   VANITY_FILE_VERSION);
      return FALSE;
    }
  if (photo == NULL)
    return fail (error, "photo");
  if (!read_photo (photo, entries, &file->photo, error)
      || !read_references (root, entries, file, error) || !read_faces (root, entries, file, error)
      || !read_number (root, "selected", 0, VANITY_FILE_MAX_FACES - 1, &selected, error))
    return FALSE;
  file->selected = (int)selected;
  file->document = g_strdup (get_text (root, "document"));
  file->etag = g_strdup (get_text (root, "etag"));
  file->crafted = get_flag (root, "crafted");

  return TRUE;
}

VanityFile *
vanity_file_from_json (GBytes *bytes, GHashTable *entries, GError **error)
{
  g_autoptr (VanityFile) file = vanity_file_new ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) cause = NULL;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  JsonNode *root;

  if (size == 0 || size > MAX_JSON || !g_utf8_validate (text, (gssize)size, NULL)
      || !is_shallow (text, size)
      || !json_parser_load_from_data (parser, text, (gssize)size, &cause))
    {
      g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                           _ ("document.json is damaged"));
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      fail (error, "vanity-document");
      return NULL;
    }

  return read_root (json_node_get_object (root), entries, file, error) ? g_steal_pointer (&file)
                                                                       : NULL;
}
