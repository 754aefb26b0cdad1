#include "analysis/record.h"

#include "analysis/json.h"
#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static void
init_nothing (VanityRecord *record)
{
  *record = (VanityRecord){ .overall = -1 };
  for (int concern = 0; concern < VANITY_N_CONCERNS; concern++)
    {
      record->score[concern] = -1;
      for (int zone = 0; zone < VANITY_N_ZONES; zone++)
        record->zone[concern][zone] = -1;
    }
}

void
vanity_record_init (VanityRecord *record, const VanityAnalysis *analysis)
{
  init_nothing (record);
  record->gate = analysis->gate;
  if (vanity_analysis_has (analysis, VANITY_ANALYSIS_CONCERNS))
    {
      memcpy (record->zone, analysis->concerns->zone, sizeof record->zone);
      memcpy (record->score, analysis->concerns->score, sizeof record->score);
      record->overall = analysis->concerns->overall;
    }
  record->skin_known = analysis->skin.known;
  record->skin = analysis->skin.lab;
  record->ita = analysis->skin.ita_known ? analysis->skin.ita : (double)NAN;
  record->ita_spread = analysis->skin.ita_spread;
}

/* What is read, and the first thing that is wrong with it. */
typedef struct
{
  GError **error;
  gboolean ok;
} Reader;

static gboolean
fail (Reader *reader, const char *name, const char *rule)
{
  if (reader->ok)
    g_set_error (reader->error, VANITY_ERROR, VANITY_ERROR_VALUE, "“%s” %s", name, rule);
  reader->ok = FALSE;
  return FALSE;
}

static JsonObject *
find_object (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
find_array (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
is_number (JsonNode *node)
{
  GType type;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  type = json_node_get_value_type (node);
  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
}

/* `absent` where there is no such member. */
static double
read_number (Reader *reader, JsonObject *object, const char *name, double low, double high,
             double absent)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;
  double value;

  if (node == NULL)
    return absent;
  value = is_number (node) ? json_node_get_double (node) : NAN;
  if (!(value >= low && value <= high))
    {
      g_autofree char *rule = g_strdup_printf (_ ("is not a number from %g to %g"), low, high);

      fail (reader, name, rule);
      return absent;
    }
  return value;
}

static void
read_triple (Reader *reader, JsonObject *object, const char *name, double low, double high,
             float values[3])
{
  JsonArray *array = find_array (object, name);

  if (array == NULL || json_array_get_length (array) != 3)
    {
      fail (reader, name, _ ("is not an array of three numbers"));
      return;
    }
  for (guint i = 0; i < 3; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      double value = is_number (node) ? json_node_get_double (node) : NAN;

      if (!(value >= low && value <= high))
        fail (reader, name, _ ("is not an array of three numbers in their range"));
      else
        values[i] = (float)value;
    }
}

static unsigned
read_reasons (Reader *reader, JsonObject *object)
{
  JsonArray *array = find_array (object, "reasons");
  unsigned reasons = 0;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *id = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
      unsigned found = 0;

      for (int bit = 0; bit < VANITY_GATE_N_REASONS; bit++)
        if (g_strcmp0 (id, vanity_gate_reason_get_id (1U << bit)) == 0)
          found = 1U << bit;
      if (found == 0)
        fail (reader, "reasons", _ ("holds a reason that is unknown"));
      reasons |= found;
    }
  return reasons;
}

static void
read_gate (Reader *reader, JsonObject *object, VanityGate *gate)
{
  JsonObject *measures = find_object (object, "measures"), *zones = find_object (object, "zones");

  if (object == NULL)
    {
      fail (reader, "gate", _ ("is missing"));
      return;
    }
  gate->reasons = read_reasons (reader, object);
  for (int i = 0; i < VANITY_GATE_N_MEASURES; i++)
    gate->value[i] = (float)read_number (
        reader, find_object (measures, vanity_gate_measure_get_id (i)), "value", -1e6, 1e6, NAN);
  for (int zone = 0; zone < VANITY_N_ZONES; zone++)
    {
      JsonObject *member = find_object (zones, vanity_zone_get_id (zone));

      gate->seen[zone] = (float)read_number (reader, member, "seen", 0, 1, 0);
      gate->skin[zone] = member != NULL ? read_reasons (reader, member) : 0;
    }
  read_triple (reader, object, "light", 0, 1e3, gate->light);
  gate->light_confidence = (float)read_number (reader, object, "light-confidence", 0, 1, 0);
  gate->roll = (float)read_number (reader, object, "roll", -360, 360, 0);
}

static void
read_concerns (Reader *reader, JsonObject *object, VanityRecord *record)
{
  JsonObject *items = find_object (object, "items");

  record->overall = (float)read_number (reader, object, "overall", 0, 100, -1);
  for (int concern = 0; concern < VANITY_N_CONCERNS; concern++)
    {
      JsonObject *item = find_object (items, vanity_concern_get_id (concern));
      JsonObject *zones = find_object (item, "zones");

      record->score[concern] = (float)read_number (reader, item, "score", 0, 100, -1);
      for (int zone = 0; zone < VANITY_N_ZONES; zone++)
        record->zone[concern][zone] = (float)read_number (
            reader, find_object (zones, vanity_zone_get_id (zone)), "score", 0, 100, -1);
    }
}

static void
read_skin (Reader *reader, JsonObject *object, VanityRecord *record)
{
  JsonObject *color = find_object (object, "color"), *ita = find_object (object, "ita");
  float lab[3] = { 0 };

  record->skin_known = color != NULL && ita != NULL;
  if (!record->skin_known)
    return;
  read_triple (reader, color, "lab", -200, 200, lab);
  record->skin = (VanityLab){ lab[0], lab[1], lab[2] };
  record->ita = read_number (reader, ita, "degrees", -90, 90, NAN);
  record->ita_spread = read_number (reader, ita, "spread", 0, 180, 0);
}

gboolean
vanity_record_from_json (VanityRecord *record, JsonNode *json, GError **error)
{
  Reader reader = { error, TRUE };
  JsonObject *object;

  init_nothing (record);
  if (json == NULL || !JSON_NODE_HOLDS_OBJECT (json)
      || !is_number (json_object_get_member (json_node_get_object (json), "vanity-analysis")))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                   _ ("this is no analysis: “vanity-analysis” is missing"));
      return FALSE;
    }
  object = json_node_get_object (json);
  if (json_object_get_int_member (object, "vanity-analysis") != VANITY_ANALYSIS_VERSION)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                   _ ("“vanity-analysis” is %g; this program reads %d"),
                   (double)json_object_get_int_member (object, "vanity-analysis"),
                   VANITY_ANALYSIS_VERSION);
      return FALSE;
    }
  read_gate (&reader, find_object (object, "gate"), &record->gate);
  read_concerns (&reader, find_object (object, "concerns"), record);
  read_skin (&reader, find_object (object, "skin"), record);
  return reader.ok;
}
