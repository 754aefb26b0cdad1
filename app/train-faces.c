#include "train-faces.h"

#include "base/error.h"
#include "cli-batch.h"
#include "face-part.h"
#include "texture/dataset.h"
#include "texture/labels.h"
#include "texture/people.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define SIZE 256
#define PERCENT 10

/* All that is taken in, while the file is written. */
typedef struct
{
  const char *parts;
  int size;
  double percent;
  GHashTable *labels; /* or NULL */
} Faces;

/* One photo, on any thread; what is known of it already stays. */
static gboolean
take_photo (VanityBatchItem *item, VanityFaceFinder *finder, gpointer data,
            GCancellable *cancellable, GError **error)
{
  const Faces *faces = data;
  g_autofree char *name = g_path_get_basename (item->path);
  const VanityLabel *label = faces->labels ? g_hash_table_lookup (faces->labels, name) : NULL;
  VanityFacePart part = { faces->parts, name, item->path, label, faces->size };

  return vanity_face_part_make (&part, finder, &item->note, cancellable, error);
}

static gboolean
get_texture (int index, guint8 *rgba, gpointer data, GError **error)
{
  GPtrArray *paths = data;
  g_autoptr (VanityDataset) part = vanity_dataset_open (paths->pdata[index], error);

  if (!part)
    return FALSE;
  memcpy (rgba, vanity_dataset_get_texture (part, 0),
          4 * (gsize)vanity_dataset_get_size (part) * vanity_dataset_get_size (part));
  return TRUE;
}

/* How many of what are in it. */
static void
print_summary (const GArray *entries, guint n_photos)
{
  guint split[2] = { 0 }, makeup[2][5] = { { 0 } }, glasses = 0, turned = 0, blurred = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const VanityDatasetFace *face = &g_array_index (entries, VanityDatasetFace, i);

      split[face->split]++;
      makeup[face->split][face->makeup + 1]++;
      glasses += (face->flags & VANITY_DATASET_GLASSES) != 0;
      turned += (face->flags & VANITY_DATASET_TURNED) != 0;
      blurred += (face->flags & VANITY_DATASET_BLURRED) != 0;
    }
  printf ("%u faces of %u photos: %u to train, %u to validate\n", entries->len, n_photos, split[0],
          split[1]);
  printf ("            makeup unknown    none   light   clear  strong\n");
  for (int s = 0; s < 2; s++)
    {
      printf ("%-10s", s == 0 ? "train" : "validation");
      for (int k = 0; k < 5; k++)
        printf ("%*u", k == 0 ? 16 : 8, makeup[s][k]);
      printf ("\n");
    }
  printf ("%u with glasses, %u turned far, %u blurred\n", glasses, turned, blurred);
}

/* Puts the parts together, in the order of the photos' names. */
static gboolean
assemble (const VanityBatch *batch, const Faces *faces, const char *out, GError **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (VanityDatasetFace));
  g_autoptr (GArray) likenesses = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  VanityDatasetFace *all;
  int joined;

  for (guint i = 0; i < batch->items->len; i++)
    {
      const VanityBatchItem *item = batch->items->pdata[i];
      g_autofree char *name = g_path_get_basename (item->path);
      g_autofree char *path = vanity_face_part_get_path (faces->parts, name);
      g_autoptr (VanityDataset) part = NULL;
      float likeness[VANITY_LIKENESS_VALUES];

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      part = vanity_dataset_open (path, error);
      if (!part)
        return FALSE;
      vanity_likeness_measure (vanity_dataset_get_texture (part, 0), faces->size, likeness);
      g_array_append_vals (likenesses, likeness, VANITY_LIKENESS_VALUES);
      g_array_append_vals (entries, vanity_dataset_get_face (part, 0), 1);
      g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  if (entries->len == 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, "no photo is left to learn from");
      return FALSE;
    }
  all = (VanityDatasetFace *)(void *)entries->data;
  joined = vanity_people_join (all, (int)entries->len, (const float *)(void *)likenesses->data);
  for (guint i = 0; i < entries->len; i++)
    all[i].split = vanity_dataset_choose_split (all[i].person, faces->percent);
  if (!vanity_dataset_write (out, faces->size, all, (int)entries->len, get_texture, paths, NULL,
                             error))
    return FALSE;
  print_summary (entries, batch->items->len);
  printf ("%d are alike another, and stand by the same person\n", joined);
  return TRUE;
}

static VanityExit
make_set (const char *folder, const char *out, Faces *faces)
{
  g_autofree char *labels_path = g_build_filename (folder, "faces.json", NULL);
  g_autofree char *img = g_build_filename (folder, "img", NULL);
  g_autofree char *parts = g_strconcat (out, ".parts", NULL);
  char *names[] = { g_file_test (img, G_FILE_TEST_IS_DIR) ? img : (char *)folder, NULL };
  g_autoptr (VanityBatch) batch = NULL;
  g_autoptr (GHashTable) labels = NULL;
  g_autoptr (GError) error = NULL;
  VanityExit status;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return vanity_cli_usage ("%s is no folder", folder);
  if (g_file_test (labels_path, G_FILE_TEST_EXISTS))
    {
      labels = vanity_labels_load (labels_path, NULL, &error);
      if (!labels)
        return vanity_cli_fail (error);
    }
  batch = vanity_batch_new (names, NULL, &status);
  if (!batch)
    return status;
  if (!vanity_face_part_make_folder (parts, &error))
    return vanity_cli_fail (error);

  faces->parts = parts;
  faces->labels = labels;
  status = vanity_batch_run (batch, take_photo, faces);
  if (status != VANITY_EXIT_DONE)
    {
      g_printerr ("What was done is kept in %s; the same command goes on from there.\n", parts);
      return status;
    }
  if (!assemble (batch, faces, out, &error))
    return vanity_cli_fail (error);
  for (guint i = 0; i < batch->items->len; i++)
    vanity_face_part_remove (parts, ((VanityBatchItem *)batch->items->pdata[i])->path);
  g_rmdir (parts);
  return VANITY_EXIT_DONE;
}

int
vanity_train_faces (int argc, char **argv)
{
  g_autofree char *out = NULL, *size_text = NULL, *percent_text = NULL;
  g_auto (GStrv) names = NULL;
  const GOptionEntry entries[] = {
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &out, "Where to write the faces", "FILE" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size_text,
      "Texels of a face, each way: a power of two from 16 to 1024 (256)", "S" },
    { "validation", 0, 0, G_OPTION_ARG_STRING, &percent_text,
      "How many in a hundred persons training never sees (10)", "PERCENT" },
    G_OPTION_ENTRY_NULL,
  };
  double size = SIZE, percent = PERCENT;
  Faces faces = { 0 };
  VanityExit status;

  g_set_prgname ("vanity-train");
  if (!vanity_cli_parse (&argc, &argv, "FOLDER --out FILE",
                         "Unrolls the faces of a folder of photos into a file to learn from. The "
                         "photos lie in FOLDER or in a folder “img” in it; “faces.json” in FOLDER, "
                         "where there is one, says who is on them and how they are made up. A "
                         "photo without a face that is good to learn from is left out. What was "
                         "interrupted goes on where it was.",
                         entries, &names, &status))
    return status;
  if (!names[0] || names[1])
    return vanity_cli_usage ("name one folder, that of the photos");
  if (!out)
    return vanity_cli_usage ("--out must say where to write the faces");
  if (size_text && !vanity_cli_parse_number ("--size", size_text, 16, 1024, TRUE, &size))
    return VANITY_EXIT_USAGE;
  if (((int)size & ((int)size - 1)) != 0)
    return vanity_cli_usage ("--size is “%s”; it must be a power of two", size_text);
  if (percent_text
      && !vanity_cli_parse_number ("--validation", percent_text, 0, 100, FALSE, &percent))
    return VANITY_EXIT_USAGE;
  faces.size = (int)size;
  faces.percent = percent;
  return make_set (names[0], out, &faces);
}
