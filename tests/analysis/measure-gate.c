/* Measures the gate on a folder of labelled portraits and on copies of them that are made worse:
 * measure-gate FACES.json [STRIDE [FIRST [KIND]]]. A line a copy, tab-separated: file, person,
 * flags, makeup, what was done to it, the gate's reasons, its measures, and the features behind
 * them. Not installed. A table of how often each reason is given for each kind of copy goes to the
 * standard error.
 *
 * FACES.json lists objects with "file" (in img/ beside it), "person", "flags" and "makeup". */
#include "analysis/childlike.h"
#include "analysis/gate.h"
#include "analysis/grain.h"
#include "analysis/mouth-cover.h"
#include "degrade.h"
#include "face/finder.h"
#include "image/photo.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <stdlib.h>

/* How often a reason was given. */
typedef struct
{
  guint all[DEGRADE_N_KINDS];
  guint given[DEGRADE_N_KINDS][VANITY_GATE_N_REASONS];
} Table;

static void
print_row (const float *values, int n)
{
  for (int i = 0; i < n; i++)
    g_print ("\t%.5g", (double)values[i]);
}

/* Zeros where they are not known. */
static void
print_features (const VanityTexture *texture, const VanityFace *face)
{
  const VanityAtlas *atlas = vanity_atlas_get (texture->size, NULL);
  float grain[VANITY_GRAIN_N_FEATURES] = { 0 };
  float child[VANITY_CHILDLIKE_N_FEATURES] = { 0 };
  float mouth[VANITY_MOUTH_COVER_N_FEATURES] = { 0 };

  vanity_grain_measure (atlas, texture->rgb, texture->visibility, texture->scale, grain);
  vanity_childlike_measure (face, child);
  vanity_mouth_cover_measure (texture, atlas, mouth);
  print_row (grain, VANITY_GRAIN_N_FEATURES);
  print_row (child, VANITY_CHILDLIKE_N_FEATURES);
  print_row (mouth, VANITY_MOUTH_COVER_N_FEATURES);
}

static void
measure (const VanityImage *photo, const VanityFace *found, JsonObject *entry, Degrade kind,
         Table *table)
{
  g_autoptr (VanityFace) face = vanity_face_copy (found);
  g_autoptr (VanityImage) image = degrade_photo (photo, face, kind);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityTexture) texture
      = vanity_texture_new (image, face, VANITY_GRAIN_SIZE, VANITY_GLASSES_UNKNOWN, &error);
  VanityIlluminant light;
  VanityWorn worn;
  VanityGate gate;

  if (texture == NULL || !vanity_illuminant_estimate (image, face, texture, &light, &error)
      || !vanity_worn_judge (texture, &worn, &error)
      || !vanity_gate_assess (image, face, texture, &light, &worn, &gate, &error))
    {
      g_printerr ("%s, %s: %s\n", json_object_get_string_member (entry, "file"),
                  degrade_get_id (kind), error->message);
      return;
    }
  table->all[kind]++;
  for (int i = 0; i < VANITY_GATE_N_REASONS; i++)
    table->given[kind][i] += (gate.reasons >> i) & 1;
  g_print ("%s\t%s\t%s.\t%d\t%s\t%u\t%d", json_object_get_string_member (entry, "file"),
           json_object_get_string_member (entry, "person"),
           json_object_get_string_member (entry, "flags"),
           (int)json_object_get_int_member (entry, "makeup"), degrade_get_id (kind), gate.reasons,
           texture->skin_known);
  print_row (gate.value, VANITY_GATE_N_MEASURES);
  print_features (texture, face);
  g_print ("\n");
}

static void
print_table (const Table *table)
{
  g_printerr ("%-13s %5s", "of 1000", "all");
  for (int i = 0; i < VANITY_GATE_N_REASONS; i++)
    g_printerr (" %.6s", vanity_gate_reason_get_id ((VanityGateReason)(1u << i)));
  g_printerr ("\n");
  for (int kind = 0; kind < DEGRADE_N_KINDS; kind++)
    {
      if (table->all[kind] == 0)
        continue;
      g_printerr ("%-13s %5u", degrade_get_id ((Degrade)kind), table->all[kind]);
      for (int i = 0; i < VANITY_GATE_N_REASONS; i++)
        g_printerr (" %*d",
                    (int)MIN (strlen (vanity_gate_reason_get_id ((VanityGateReason)(1u << i))), 6),
                    (int)(1000.0 * table->given[kind][i] / table->all[kind] + 0.5));
      g_printerr ("\n");
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (VanityFaceFinder) finder = NULL;
  g_autofree char *folder = NULL;
  JsonArray *entries;
  int stride = argc > 2 ? MAX (atoi (argv[2]), 1) : 1, first = argc > 3 ? atoi (argv[3]) : 0;
  Table table = { 0 };

  if (argc < 2 || !json_parser_load_from_file (parser, argv[1], &error))
    {
      g_printerr ("%s\n", error != NULL ? error->message
                                        : "usage: measure-gate FACES.json [STRIDE [FIRST [KIND]]]");
      return 2;
    }
  finder = vanity_face_finder_new (&error);
  g_assert_no_error (error);
  folder = g_path_get_dirname (argv[1]);
  entries = json_node_get_array (json_parser_get_root (parser));
  for (guint i = (guint)first; i < json_array_get_length (entries); i += (guint)stride)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);
      g_autofree char *path
          = g_build_filename (folder, "img", json_object_get_string_member (entry, "file"), NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, &error);
      g_autoptr (GPtrArray) faces = NULL;

      g_assert_no_error (error);
      faces = vanity_face_finder_find (finder, vanity_photo_get_image (photo), NULL, &error);
      g_assert_no_error (error);
      for (int kind = 0; faces->len > 0 && kind < DEGRADE_N_KINDS; kind++)
        if (argc <= 4 || g_str_equal (argv[4], degrade_get_id ((Degrade)kind)))
          measure (vanity_photo_get_image (photo), faces->pdata[0], entry, (Degrade)kind, &table);
    }
  print_table (&table);
  return 0;
}
