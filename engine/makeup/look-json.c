#include "makeup/look-json.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define MAX_ID_LENGTH 64
#define MAX_TEXT_LENGTH 400
/* json-glib's parser calls itself for every bracket and would run out of stack on a file made of
 * brackets. A look needs one per layer and a handful more. */
#define MAX_BRACKETS 512

/* Names the file in front of what is wrong in it. */
static void
prefix (GError **error, const char *name)
{
  g_prefix_error (error, _ ("“%s”: "), name);
}

static gboolean fail (GError **error, VanityError code, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static gboolean
fail (GError **error, VanityError code, const char *format, ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, VANITY_ERROR, code, message);
  return FALSE;
}

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
is_number (JsonNode *node)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
}

static gboolean
is_boolean (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN;
}

/* Lower-case letters, digits and single hyphens between them. */
static gboolean
is_id (const char *id)
{
  gsize length = strlen (id);

  if (length == 0 || length > MAX_ID_LENGTH || id[0] == '-' || id[length - 1] == '-')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_islower (id[i]) && !g_ascii_isdigit (id[i]) && !(id[i] == '-' && id[i + 1] != '-'))
      return FALSE;
  return TRUE;
}

/* Lower-case letters of any script, digits and single hyphens between them. */
static gboolean
is_tag (const char *tag)
{
  gboolean hyphen = TRUE;

  if (g_utf8_strlen (tag, -1) > MAX_ID_LENGTH)
    return FALSE;
  for (const char *c = tag; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);
      gboolean plain = (g_unichar_isalnum (letter) || g_unichar_ismark (letter))
                       && g_unichar_tolower (letter) == letter;

      if (!plain && (letter != '-' || hyphen))
        return FALSE;
      hyphen = letter == '-';
    }
  return !hyphen;
}

gboolean
vanity_look_check_tag (const char *tag, GError **error)
{
  g_autofree char *shown = NULL;

  if (is_tag (tag))
    return TRUE;
  shown = g_utf8_substring (tag, 0, MIN (g_utf8_strlen (tag, -1), MAX_ID_LENGTH));
  return fail (error, VANITY_ERROR_VALUE,
               _ ("“%s” is no tag: it must be 1 to %d lower-case letters, digits and hyphens"),
               shown, MAX_ID_LENGTH);
}

static gboolean
read_text (JsonNode *node, const char *key, char **text, GError **error)
{
  const char *value;

  if (!is_text (node))
    return fail (error, VANITY_ERROR_VALUE, _ ("“%s” must be text"), key);
  value = json_node_get_string (node);
  if (g_utf8_strlen (value, -1) > MAX_TEXT_LENGTH)
    return fail (error, VANITY_ERROR_LIMIT, _ ("“%s” is longer than %d characters"), key,
                 MAX_TEXT_LENGTH);
  g_free (*text);
  *text = g_strdup (value);
  return TRUE;
}

static gboolean
read_tags (JsonNode *node, char ***tags, GError **error)
{
  g_autoptr (GPtrArray) read = g_ptr_array_new_with_free_func (g_free);
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, VANITY_ERROR_VALUE, _ ("“tags” must be a list"));
  array = json_node_get_array (node);
  if (json_array_get_length (array) > VANITY_LOOK_MAX_TAGS)
    return fail (error, VANITY_ERROR_LIMIT, _ ("“tags” has more than %d entries"),
                 VANITY_LOOK_MAX_TAGS);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *tag = json_array_get_element (array, i);

      if (!is_text (tag) || !is_tag (json_node_get_string (tag)))
        return fail (error, VANITY_ERROR_VALUE,
                     _ ("tag %u must be lower-case letters, digits and hyphens"), i + 1);
      g_ptr_array_add (read, g_strdup (json_node_get_string (tag)));
    }
  g_ptr_array_add (read, NULL);
  g_strfreev (*tags);
  *tags = (char **)g_ptr_array_free (g_steal_pointer (&read), FALSE);
  return TRUE;
}

/* One `"id": value` of a layer. */
static gboolean
read_param (VanityLayer *layer, const char *id, JsonNode *node, GError **error)
{
  if (is_number (node))
    return vanity_layer_set_number (layer, id, json_node_get_double (node), error);
  if (is_text (node))
    {
      const char *text = json_node_get_string (node);

      for (int i = 0; i < layer->kind->n_params; i++)
        if (strcmp (layer->kind->params[i].id, id) == 0
            && layer->kind->params[i].type == VANITY_PARAM_COLOR)
          return vanity_layer_set_color (layer, id, text, error);
      return vanity_layer_set_choice (layer, id, text, error);
    }
  return fail (error, VANITY_ERROR_VALUE, _ ("“%s” of layer “%s” must be a number or text"), id,
               layer->kind->id);
}

/* What differs on the left side: read when the right is known. */
static gboolean
read_left (VanityLayer *layer, JsonNode *node, GError **error)
{
  g_autoptr (VanityLayer) side = NULL;
  JsonObjectIter iter;
  const char *key;
  JsonNode *member;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, VANITY_ERROR_VALUE, _ ("“left” of layer “%s” must be an object"),
                 layer->kind->id);
  side = vanity_layer_new_side (layer, FALSE);
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &key, &member))
    if (!read_param (side, key, member, error))
      {
        g_prefix_error (error, _ ("“left”: "));
        return FALSE;
      }
  vanity_layer_set_uneven (layer, TRUE);
  memcpy (layer->left, side->values, sizeof layer->left);
  return TRUE;
}

static gboolean
read_mask (VanityLayer *layer, JsonNode *node, GError **error)
{
  g_autoptr (VanityLayerMask) mask = NULL;

  if (!is_text (node))
    return fail (error, VANITY_ERROR_VALUE, _ ("“mask” of layer “%s” must be text"),
                 layer->kind->id);
  mask = vanity_layer_mask_parse (json_node_get_string (node), error);
  if (mask == NULL)
    {
      g_prefix_error (error, _ ("“mask” of layer “%s”: "), layer->kind->id);
      return FALSE;
    }
  vanity_layer_set_mask (layer, mask);
  return TRUE;
}

static VanityLayer *
read_layer (JsonNode *node, guint number, GError **error)
{
  g_autoptr (VanityLayer) layer = NULL;
  const VanityLayerKind *kind;
  JsonObject *object;
  JsonObjectIter iter;
  const char *key;
  JsonNode *member;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      fail (error, VANITY_ERROR_VALUE, _ ("layer %u must be an object"), number);
      return NULL;
    }
  object = json_node_get_object (node);
  member = json_object_get_member (object, "kind");
  if (member == NULL || !is_text (member))
    {
      fail (error, VANITY_ERROR_VALUE, _ ("layer %u has no “kind”"), number);
      return NULL;
    }
  kind = vanity_layer_kind_find (json_node_get_string (member));
  if (kind == NULL)
    {
      fail (error, VANITY_ERROR_VALUE, _ ("layer %u: there is no layer kind “%.64s”"), number,
            json_node_get_string (member));
      return NULL;
    }

  layer = vanity_layer_new (kind);
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &key, &member))
    {
      if (strcmp (key, "kind") == 0 || strcmp (key, "left") == 0)
        continue;
      if (strcmp (key, "muted") == 0)
        {
          if (!is_boolean (member))
            {
              fail (error, VANITY_ERROR_VALUE, _ ("“muted” of layer “%s” must be true or false"),
                    kind->id);
              return NULL;
            }
          layer->muted = json_node_get_boolean (member);
        }
      else if (strcmp (key, "product") == 0)
        {
          if (!is_text (member))
            fail (error, VANITY_ERROR_VALUE, _ ("“product” of layer “%s” must be text"), kind->id);
          if (!is_text (member)
              || !vanity_layer_set_product (layer, json_node_get_string (member), error))
            return NULL;
        }
      else if (strcmp (key, "mask") == 0)
        {
          if (!read_mask (layer, member, error))
            return NULL;
        }
      else if (!read_param (layer, key, member, error))
        return NULL;
    }
  member = json_object_get_member (object, "left");
  if (member != NULL && !read_left (layer, member, error))
    return NULL;
  return g_steal_pointer (&layer);
}

static gboolean
read_layers (JsonNode *node, GPtrArray *layers, GError **error)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, VANITY_ERROR_VALUE, _ ("“layers” must be a list"));
  array = json_node_get_array (node);
  if (json_array_get_length (array) > VANITY_LOOK_MAX_LAYERS)
    return fail (error, VANITY_ERROR_LIMIT, _ ("%u layers: a look has at most %d"),
                 json_array_get_length (array), VANITY_LOOK_MAX_LAYERS);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      VanityLayer *layer = read_layer (json_array_get_element (array, i), i + 1, error);

      if (layer == NULL)
        return FALSE;
      g_ptr_array_add (layers, layer);
    }
  return TRUE;
}

static gboolean
check_version (JsonObject *object, GError **error)
{
  JsonNode *node = json_object_get_member (object, "vanity-look");
  gint64 version;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_INT64)
    return fail (error, VANITY_ERROR_FORMAT, _ ("not a look: “vanity-look” gives no version"));
  version = json_node_get_int (node);
  if (version > VANITY_LOOK_VERSION)
    return fail (
        error, VANITY_ERROR_FORMAT,
        _ ("a look of version %" PRId64 ", made by a newer Vanity: this one reads version %d"),
        version, VANITY_LOOK_VERSION);
  if (version < 1)
    return fail (error, VANITY_ERROR_FORMAT,
                 _ ("“vanity-look” is %" PRId64 ": there is no such version"), version);
  return TRUE;
}

static VanityLook *
read_look (JsonNode *root, GError **error)
{
  g_autoptr (VanityLook) look = vanity_look_new (NULL, NULL);
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;
  gboolean has_layers = FALSE;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      fail (error, VANITY_ERROR_FORMAT, _ ("not a look: the document is not an object"));
      return NULL;
    }
  if (!check_version (json_node_get_object (root), error))
    return NULL;

  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &key, &node))
    {
      gboolean read = TRUE;

      if (strcmp (key, "id") == 0)
        read = read_text (node, key, &look->id, error);
      else if (strcmp (key, "name") == 0)
        read = read_text (node, key, &look->name, error);
      else if (strcmp (key, "summary") == 0)
        read = read_text (node, key, &look->summary, error);
      else if (strcmp (key, "tags") == 0)
        read = read_tags (node, &look->tags, error);
      else if (strcmp (key, "layers") == 0)
        read = has_layers = read_layers (node, look->layers, error);
      else if (strcmp (key, "vanity-look") != 0)
        read = fail (error, VANITY_ERROR_VALUE, _ ("a look has no “%.64s”"), key);
      if (!read)
        return NULL;
    }

  if (look->id == NULL || !is_id (look->id))
    {
      fail (error, VANITY_ERROR_VALUE,
            _ ("“id” is “%.80s”: it must be 1 to %d lower-case letters, digits and hyphens"),
            look->id == NULL ? "" : look->id, MAX_ID_LENGTH);
      return NULL;
    }
  if (look->name == NULL || look->name[0] == '\0')
    {
      fail (error, VANITY_ERROR_VALUE, _ ("the look has no “name”"));
      return NULL;
    }
  if (!has_layers)
    {
      fail (error, VANITY_ERROR_VALUE, _ ("the look has no “layers”"));
      return NULL;
    }
  return g_steal_pointer (&look);
}

/* What the parser itself cannot be trusted with. */
static gboolean
check_bytes (const char *text, gsize length, GError **error)
{
  int brackets = 0;

  if (length > VANITY_LOOK_MAX_BYTES)
    return fail (error, VANITY_ERROR_LIMIT, _ ("larger than 1 MiB: a look is a small text file"));
  if (!g_utf8_validate_len (text, length, NULL))
    return fail (error, VANITY_ERROR_FORMAT, _ ("not a look: it is not UTF-8 text"));
  for (gsize i = 0; i < length; i++)
    brackets += text[i] == '[' || text[i] == '{';
  if (brackets > MAX_BRACKETS)
    return fail (error, VANITY_ERROR_FORMAT, _ ("not a look: too deep or too many parts"));
  return TRUE;
}

VanityLook *
vanity_look_load_bytes (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) local = NULL;
  VanityLook *look = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (check_bytes (text, length, error))
    {
      if (length == 0 || !json_parser_load_from_data (parser, text, (gssize)length, &local))
        fail (error, VANITY_ERROR_FORMAT, _ ("not a look: %s"),
              local == NULL ? _ ("the file is empty") : local->message);
      else
        look = read_look (json_parser_get_root (parser), error);
    }
  if (look == NULL)
    prefix (error, name);
  return look;
}

static void
append_text (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  for (const char *c = text; *c != '\0'; c++)
    if (*c == '"' || *c == '\\')
      g_string_append_printf (json, "\\%c", *c);
    else if ((guchar)*c < 0x20)
      g_string_append_printf (json, "\\u%04x", (guint)(guchar)*c);
    else
      g_string_append_c (json, *c);
  g_string_append_c (json, '"');
}

static void
append_number (GString *json, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  for (int precision = 1; precision <= 17; precision++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", precision);
      g_ascii_formatd (digits, sizeof digits, format, number);
      if (g_ascii_strtod (digits, NULL) == number)
        break;
    }
  g_string_append (json, digits);
}

static void
append_value (GString *json, const VanityParam *param, VanityValue value)
{
  append_text (json, param->id);
  g_string_append (json, ": ");
  switch (param->type)
    {
    case VANITY_PARAM_NUMBER:
      append_number (json, value.number);
      break;
    case VANITY_PARAM_COLOR:
      g_string_append_printf (json, "\"#%06x\"", value.color);
      break;
    case VANITY_PARAM_CHOICE:
      append_text (json, param->choices[value.choice]);
      break;
    }
}

static void
append_left (GString *json, const VanityLayer *layer)
{
  const char *between = " ";

  g_string_append (json, ",\n      \"left\": {");
  for (int i = 0; i < layer->kind->n_params; i++)
    {
      const VanityParam *param = &layer->kind->params[i];

      if (vanity_param_equal (param, layer->values[i], layer->left[i]))
        continue;
      g_string_append (json, between);
      append_value (json, param, layer->left[i]);
      between = ", ";
    }
  g_string_append (json, " }");
}

static void
append_layer (GString *json, const VanityLayer *layer)
{
  g_string_append (json, "    { \"kind\": ");
  append_text (json, layer->kind->id);
  if (layer->muted)
    g_string_append (json, ", \"muted\": true");
  if (layer->product[0] != '\0')
    {
      g_string_append (json, ", \"product\": ");
      append_text (json, layer->product);
    }
  for (int i = 0; i < layer->kind->n_params; i++)
    {
      g_string_append (json, ",\n      ");
      append_value (json, &layer->kind->params[i], layer->values[i]);
    }
  if (layer->uneven)
    append_left (json, layer);
  if (layer->mask != NULL)
    {
      g_autofree char *mask = vanity_layer_mask_to_text (layer->mask);

      g_string_append (json, ",\n      \"mask\": ");
      append_text (json, mask);
    }
  g_string_append (json, " }");
}

char *
vanity_look_to_json (const VanityLook *look)
{
  GString *json = g_string_new (NULL);

  g_string_append_printf (json, "{\n  \"vanity-look\": %d,\n  \"id\": ", VANITY_LOOK_VERSION);
  append_text (json, look->id);
  g_string_append (json, ",\n  \"name\": ");
  append_text (json, look->name);
  g_string_append (json, ",\n  \"summary\": ");
  append_text (json, look->summary);
  g_string_append (json, ",\n  \"tags\": [");
  for (int i = 0; look->tags[i] != NULL; i++)
    {
      g_string_append (json, i > 0 ? ", " : "");
      append_text (json, look->tags[i]);
    }
  g_string_append (json, "],\n  \"layers\": [");
  for (guint i = 0; i < look->layers->len; i++)
    {
      g_string_append (json, i > 0 ? ",\n" : "\n");
      append_layer (json, look->layers->pdata[i]);
    }
  g_string_append (json, look->layers->len > 0 ? "\n  ]\n}\n" : "]\n}\n");
  return g_string_free (json, FALSE);
}
