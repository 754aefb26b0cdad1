#include "texture/labels.h"

#include "base/error.h"
#include "base/open-file.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Many photos with all their points; nothing near this is a list of labels. */
#define MAX_BYTES (G_GINT64_CONSTANT (1) << 30)
/* The parser goes into itself once a level. */
#define MAX_DEPTH 16

static void
label_free (gpointer data)
{
  VanityLabel *label = data;

  g_free (label->person);
  g_free (label);
}

static gboolean
fail (GError **error, const char *path, guint index, const char *rule)
{
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, "%s: entry %u: %s", path, index, rule);
  return FALSE;
}

/* The member's text; NULL where there is none. FALSE where it is something else. */
static gboolean
read_text (JsonObject *entry, const char *member, const char **text)
{
  JsonNode *node = json_object_get_member (entry, member);

  *text = NULL;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return FALSE;
  *text = json_node_get_string (node);
  return TRUE;
}

static gboolean
read_makeup (JsonObject *entry, int *makeup)
{
  JsonNode *node = json_object_get_member (entry, "makeup");

  *makeup = -1;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64
      || json_node_get_int (node) < 0 || json_node_get_int (node) > 3)
    return FALSE;
  *makeup = json_node_get_int (node);
  return TRUE;
}

static gboolean
read_entry (GHashTable *labels, JsonNode *node, const char *path, guint index, GError **error)
{
  const char *file, *person, *flags;
  int makeup;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, path, index, "it must be an object");

  JsonObject *entry = json_node_get_object (node);
  if (!read_text (entry, "file", &file) || file == NULL || *file == '\0')
    return fail (error, path, index, "“file” must be the name of a photo");
  if (!read_text (entry, "person", &person) || (person != NULL && *person == '\0'))
    return fail (error, path, index, "“person” must be a text");
  if (!read_text (entry, "flags", &flags) || (flags != NULL && flags[strspn (flags, "gxmb")] != 0))
    return fail (error, path, index, "“flags” must be of the letters g, x, m and b");
  if (!read_makeup (entry, &makeup))
    return fail (error, path, index, "“makeup” must be a whole number from 0 to 3");
  if (g_hash_table_contains (labels, file))
    return fail (error, path, index, "its “file” has been named before");

  VanityLabel *label = g_new0 (VanityLabel, 1);
  label->person = g_strdup (person);
  label->makeup = makeup;
  label->has_flags = flags != NULL;
  label->glasses = flags != NULL && strchr (flags, 'g') != NULL;
  label->expression = flags != NULL && strchr (flags, 'x') != NULL;
  label->minor = flags != NULL && strchr (flags, 'm') != NULL;
  label->bad = flags != NULL && strchr (flags, 'b') != NULL;
  g_hash_table_insert (labels, g_strdup (file), label);
  return TRUE;
}

/* The whole file, no larger than MAX_BYTES; ends in a 0 that does not count. */
static char *
read_file (const char *path, gsize *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = vanity_open_file (file, path, cancellable, error);
  g_autoptr (GFileInfo) info = NULL;
  g_autofree char *text = NULL;
  GError *cause = NULL;

  if (stream == NULL)
    return NULL;
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable,
                                         &cause);
  if (info != NULL && g_file_info_get_size (info) > MAX_BYTES)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   "%s: %" G_GINT64_FORMAT " bytes are too many for labels", path,
                   (gint64)g_file_info_get_size (info));
      return NULL;
    }
  if (info != NULL)
    text = g_try_malloc (g_file_info_get_size (info) + 1);
  if (info != NULL && text == NULL)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT, "%s: no memory for it", path);
      return NULL;
    }
  if (info == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), text, g_file_info_get_size (info),
                                   bytes, cancellable, &cause))
    {
      vanity_set_read_error (error, path, cause);
      return NULL;
    }
  text[*bytes] = '\0';
  return g_steal_pointer (&text);
}

/* What the parser itself cannot be trusted with: TRUE where lists and objects lie in each other to
 * a reasonable depth. */
static gboolean
is_shallow (const char *text, gsize bytes)
{
  gboolean quoted = FALSE;
  int depth = 0;

  for (gsize i = 0; i < bytes && depth <= MAX_DEPTH; i++)
    if (quoted && text[i] == '\\')
      i++;
    else if (text[i] == '"')
      quoted = !quoted;
    else if (!quoted && (text[i] == '[' || text[i] == '{'))
      depth++;
    else if (!quoted && (text[i] == ']' || text[i] == '}'))
      depth--;
  return depth <= MAX_DEPTH;
}

GHashTable *
vanity_labels_load (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) labels
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, label_free);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) cause = NULL;
  gsize bytes;
  g_autofree char *text = read_file (path, &bytes, cancellable, error);

  if (text == NULL)
    return NULL;
  if (!g_utf8_validate_len (text, bytes, NULL) || !is_shallow (text, bytes)
      || !json_parser_load_from_data (parser, text, bytes, &cause))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT, "%s: no labels: %s", path,
                   cause != NULL ? cause->message : "no UTF-8 text, or too deep");
      return NULL;
    }

  JsonNode *root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT, "%s: labels must be a list", path);
      return NULL;
    }
  JsonArray *entries = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (entries); i++)
    if (!read_entry (labels, json_array_get_element (entries, i), path, i, error))
      return NULL;
  return g_steal_pointer (&labels);
}
