/* Makeup copied from strangers to strangers, in photos that training never saw, and how well.
 *
 *   bench-transfer [OPTION…] [FACES FOLDER]
 *
 * FACES is what `vanity-train faces FOLDER` wrote, FOLDER where the photos lie. */
#include "portrait.h"
#include "transfer-painted.h"
#include "transfer-recipe.h"
#include "transfer-sheet.h"
#include "transfer-table.h"
#include "transfer-times.h"
#include "transfer/recipe.h"

#include <math.h>
#include <stdio.h>

#define PAIRS 180
#define PAINTED 96
#define RECIPES 32
#define MAX_COLUMNS 4
#define SHEET_SIDE 512
#define SHEET_ROWS 5

static char *model_path, *against_path, *sheet_path, *single_path, *photo_path, *reference_path;
static int n_pairs = PAIRS, n_painted = PAINTED, n_recipes = RECIPES, n_sheet = SHEET_ROWS,
           sheet_side = SHEET_SIDE;
static gint64 seed = 1;

typedef struct
{
  const VanityDataset *set;
  const char *folder;
  VanityFaceFinder *finder;
  GHashTable *faces; /* index in the set → WornFace */
} Album;

/* Owned by the album. */
static WornFace *
open_face (Album *album, int index, int size, GError **error)
{
  const VanityDatasetFace *entry = vanity_dataset_get_face (album->set, index);
  WornFace *face = g_hash_table_lookup (album->faces, GINT_TO_POINTER (index));

  if (face != NULL)
    return face;
  g_autoptr (GFile) file = portrait_get_file (album->folder, entry->name);
  face = worn_face_load (file, album->finder, size, error);
  if (face != NULL)
    g_hash_table_insert (album->faces, GINT_TO_POINTER (index), face);
  return face;
}

/* `image` may be NULL. */
static gboolean
make_pair (Album *album, VanityTransferModel *model, const DrawnPair *pair, double fit,
           VanityReadout *readout, VanityImage **image, GError **error)
{
  int size = vanity_transfer_model_get_size (model);
  WornFace *source = open_face (album, pair->source, size, error);
  WornFace *reference = source ? open_face (album, pair->reference, size, error) : NULL;
  g_autoptr (VanityImage) after
      = reference ? worn_make (model, source, reference, fit, readout, error) : NULL;

  if (after == NULL)
    return FALSE;
  if (image != NULL)
    *image = g_steal_pointer (&after);
  return TRUE;
}

/* Source, reference and result side by side, on one sheet or each pair in a file of its own. */
static gboolean
draw_sheet (Album *album, VanityTransferModel *model, GArray *pairs, GError **error)
{
  int n = MIN (n_sheet, (int)pairs->len);
  Sheet sheet = { 0 };
  gboolean done = single_path != NULL || sheet_init (&sheet, 3, MAX (n, 1), sheet_side, error);

  for (int i = 0; done && i < n; i++)
    {
      const DrawnPair *pair = &g_array_index (pairs, DrawnPair, i);
      int row = single_path != NULL ? 0 : i, size = vanity_transfer_model_get_size (model);
      g_autoptr (VanityImage) after = NULL;
      WornFace *source, *reference;
      VanityReadout told;

      done = (single_path == NULL || sheet_init (&sheet, 3, 1, sheet_side, error))
             && make_pair (album, model, pair, 1, &told, &after, error);
      if (!done)
        break;
      source = open_face (album, pair->source, size, NULL);
      reference = open_face (album, pair->reference, size, NULL);
      sheet_draw (&sheet, 0, row, vanity_photo_get_image (source->photo), source->face);
      sheet_draw (&sheet, 1, row, vanity_photo_get_image (reference->photo), reference->face);
      sheet_draw (&sheet, 2, row, after, source->face);
      printf ("%2d %s ← %s:", i, vanity_photo_get_name (source->photo),
              vanity_photo_get_name (reference->photo));
      for (int k = 0; k < VANITY_N_TINTS; k++)
        if (told.fidelity.seen[k])
          printf (" %s %.2f of %.0f", vanity_tint_get_id (k), told.fidelity.fidelity[k],
                  told.fidelity.start[k]);
      printf ("; detail %.3f, skin %.2f\n", told.structure.correlation, told.fidelity.skin_shift);
      if (single_path != NULL)
        {
          g_autofree char *name = g_strdup_printf ("%02d.png", i);
          g_autofree char *path = g_build_filename (single_path, name, NULL);

          done = sheet_save (&sheet, path, error);
          sheet_clear (&sheet);
        }
    }
  if (done && single_path == NULL)
    done = sheet_save (&sheet, sheet_path, error);
  sheet_clear (&sheet);
  return done;
}

static void
print_drawn (const VanityDataset *set, const DrawnFaces *drawn, GArray *pairs)
{
  double sum = 0, most = 0;

  for (guint i = 0; i < pairs->len; i++)
    {
      int source = g_array_index (pairs, DrawnPair, i).source;
      double yaw = fabsf (vanity_dataset_get_face (set, source)->yaw);

      sum += yaw;
      most = MAX (most, yaw);
    }
  printf ("Makeup copied, %u pairs (seed %" G_GINT64_FORMAT ") of faces that training never saw;\n"
          "who wears it is turned by %.0f° on average, and by %.0f° at most\n",
          pairs->len, seed, sum / MAX (pairs->len, 1), most);
  for (int group = 0; group < VANITY_N_SKIN_GROUPS; group++)
    printf ("  skin of Monk %-4s %3d people to wear it, %2d made up\n",
            vanity_skin_group_get_label (group), drawn->sources[group], drawn->references[group]);
}

/* What others' published pictures reach by the same measure; not measured here. */
static void
print_peers (void)
{
  printf (
      "  Beside them, published results measured the same way elsewhere: EleGANt on its own three\n"
      "  examples lips 0.80, lids 0.54, cheeks 0.42, skin shifted by ΔE 7.5, background by 13 of\n"
      "  255; BeautyGAN lips 0.68, lids 0.25.\n");
}

static gboolean
judge (Album *album, VanityTransferModel *const *models, int n_models, GError **error)
{
  static const char *const names[MAX_COLUMNS]
      = { "alone", "fitted", "other alone", "other fitted" };
  TableColumn columns[MAX_COLUMNS] = { 0 };
  DrawnFaces drawn;
  g_autoptr (GArray) pairs = draw_pairs (album->set, (guint64)seed, n_pairs, &drawn);
  Table table = { album->set, pairs, columns, 2 * n_models };
  gboolean done = TRUE;

  print_drawn (album->set, &drawn, pairs);
  if (pairs->len == 0)
    return TRUE;
  for (int k = 0; k < table.n_columns; k++)
    columns[k] = (TableColumn){ names[k], g_new0 (VanityReadout, pairs->len) };
  for (guint i = 0; done && i < pairs->len; i++)
    for (int k = 0; done && k < table.n_columns; k++)
      done = make_pair (album, models[k / 2], &g_array_index (pairs, DrawnPair, i), k % 2,
                        &columns[k].readouts[i], NULL, error);
  for (int k = 1; k < n_models; k++)
    printf ("  the other model: %s\n", vanity_transfer_model_get_name (models[k]));
  if (done)
    {
      table_print (&table, 1);
      print_peers ();
    }
  for (int k = 0; k < table.n_columns; k++)
    g_free (columns[k].readouts);
  return done;
}

static gboolean
judge_painted (Album *album, VanityTransferModel *const *models, int n_models, GError **error)
{
  printf ("Painted pairs, PSNR inside the face\n");
  for (int k = 0; k < n_models; k++)
    {
      PaintedScore score;

      if (!painted_measure (models[k], album->set, (guint64)seed, n_painted, &score, error))
        return FALSE;
      if (k == 0)
        printf ("  doing nothing, %d pairs: %.1f dB\n", score.n, score.nothing_db);
      if (k == 0)
        printf ("  transfer, painted pairs: %.1f dB (wanted: ≥ 34)\n", score.result_db);
      else
        printf ("  the other model: %.1f dB\n", score.result_db);
    }
  return TRUE;
}

static gboolean
judge_recipes (Album *album, VanityTransferModel *model, GError **error)
{
  DrawnFaces drawn;
  g_autoptr (GArray) pairs = draw_pairs (album->set, (guint64)seed, n_recipes, &drawn);
  RecipeScore score = { 0 };

  for (guint i = 0; i < pairs->len; i++)
    {
      const DrawnPair *pair = &g_array_index (pairs, DrawnPair, i);
      int size = vanity_transfer_model_get_size (model);
      WornFace *source = open_face (album, pair->source, size, error);
      WornFace *reference = source ? open_face (album, pair->reference, size, error) : NULL;
      VanityTransferWish wish;
      g_autoptr (VanityTransferResult) copy
          = reference ? worn_copy (model, source, reference, 1, &wish, error) : NULL;
      g_autoptr (VanityRecipe) recipe
          = copy ? vanity_recipe_new (source->texture, copy->change, NULL, NULL, error) : NULL;

      if (recipe == NULL)
        return FALSE;
      recipe_score_add (&score, recipe->difference);
    }
  recipe_score_print (&score);
  return TRUE;
}

static gboolean
run_album (const char *set_path, const char *folder, VanityFaceFinder *finder,
           VanityTransferModel *const *models, int n_models, GError **error)
{
  g_autoptr (VanityDataset) set = vanity_dataset_open (set_path, error);
  g_autoptr (GHashTable) faces
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)worn_face_free);
  Album album = { set, folder, finder, faces };
  DrawnFaces drawn;

  if (set == NULL)
    return FALSE;
  if (sheet_path != NULL || single_path != NULL)
    {
      g_autoptr (GArray) pairs = draw_pairs (set, (guint64)seed, n_sheet, &drawn);

      return draw_sheet (&album, models[0], pairs, error);
    }
  return (n_pairs <= 0 || judge (&album, models, n_models, error))
         && (n_painted <= 0 || judge_painted (&album, models, n_models, error))
         && (n_recipes <= 0 || judge_recipes (&album, models[0], error));
}

static gboolean
run (char **names, GError **error)
{
  g_autoptr (VanityTransferModel) model = vanity_transfer_model_load (model_path, error);
  g_autoptr (VanityTransferModel) against
      = model && against_path ? vanity_transfer_model_load (against_path, error) : NULL;
  g_autoptr (VanityFaceFinder) finder = model ? vanity_face_finder_new (error) : NULL;
  VanityTransferModel *models[2] = { model, against };

  if (finder == NULL || (against_path != NULL && against == NULL))
    return FALSE;
  if (against != NULL
      && vanity_transfer_model_get_size (against) != vanity_transfer_model_get_size (model))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "models at %d and at %d texels cannot be compared",
                   vanity_transfer_model_get_size (model),
                   vanity_transfer_model_get_size (against));
      return FALSE;
    }
  if (names[0] == NULL)
    printf ("There are no faces to copy makeup between: only times are taken.\n");
  else if (!run_album (names[0], names[1], finder, models, against ? 2 : 1, error))
    return FALSE;
  if (sheet_path != NULL || single_path != NULL || photo_path == NULL || reference_path == NULL)
    return TRUE;
  g_autoptr (GFile) photo = g_file_new_for_commandline_arg (photo_path);
  g_autoptr (GFile) reference = g_file_new_for_commandline_arg (reference_path);
  return times_print (model, finder, photo, reference, error);
}

int
main (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "model", 0, 0, G_OPTION_ARG_FILENAME, &model_path, "The generator to judge", "FILE" },
    { "against", 0, 0, G_OPTION_ARG_FILENAME, &against_path, "Another one beside it", "FILE" },
    { "pairs", 0, 0, G_OPTION_ARG_INT, &n_pairs, "Pairs of photos", "N" },
    { "painted", 0, 0, G_OPTION_ARG_INT, &n_painted, "Painted pairs", "N" },
    { "recipes", 0, 0, G_OPTION_ARG_INT, &n_recipes, "Recipes of what was copied", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "Of what is drawn", "S" },
    { "sheet", 0, 0, G_OPTION_ARG_FILENAME, &sheet_path,
      "Only draw source, reference and result of some pairs on one picture", "FILE.png" },
    { "single", 0, 0, G_OPTION_ARG_FILENAME, &single_path, "The same, each pair in its own picture",
      "FOLDER" },
    { "count", 0, 0, G_OPTION_ARG_INT, &n_sheet, "Pairs to draw", "N" },
    { "side", 0, 0, G_OPTION_ARG_INT, &sheet_side, "Pixels of each face there", "N" },
    { "photo", 0, 0, G_OPTION_ARG_FILENAME, &photo_path, "Take times on this one", "FILE" },
    { "reference", 0, 0, G_OPTION_ARG_FILENAME, &reference_path, "Whose makeup is copied for them",
      "FILE" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("[FACES FOLDER]");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("bench-transfer: %s\n", error->message);
      return 2;
    }
  if ((argc != 1 && argc != 3) || sheet_side < 16 || sheet_side > 4096 || n_sheet < 1)
    {
      g_printerr ("Usage: bench-transfer [OPTION…] [FACES FOLDER]\n");
      return 2;
    }
  if (!run (argv + 1, &error))
    {
      g_printerr ("bench-transfer: %s\n", error->message);
      return 1;
    }
  return 0;
}
