/* Measures how well makeup is taken off, and pictures it: measure-removal SET [--model FILE]
 * [--count N] [--sheet OUT.png] [--kind painted|worn|bare]. Not installed.
 *
 *   painted  validation faces painted at random, whose bare original is known: CIEDE2000 of each
 *            region's mean colour and PSNR in it, before and after, by skin
 *   worn     photos whose makeup people called clear or strong: the score of makeup, the same
 *   bare     validation photos in no makeup: CIEDE2000 of each region's mean, which should stay
 *
 * What lies on a face is read by the model; of painted ones, without a model, it is known. A sheet
 * shows rows of before, after and, of painted ones, the truth. */
#include "image/photo.h"
#include "image/skin-tone.h"
#include "texture/tint.h"
#include "transfer/model.h"
#include "transfer/pair.h"
#include "transfer/remove.h"

#include <math.h>
#include <stdlib.h>

#define GROUPS (VANITY_N_SKIN_GROUPS + 1) /* the last: all */
#define SEEN 0.5f
#define COLUMNS 3
#define SEED 77

static char *model_path, *sheet_path, *kind;
static int count = 60;

static const GOptionEntry entries[] = {
  { "model", 0, 0, G_OPTION_ARG_FILENAME, &model_path, "A generator that reads", "FILE" },
  { "sheet", 0, 0, G_OPTION_ARG_FILENAME, &sheet_path, "A picture of the first 30", "FILE" },
  { "count", 0, 0, G_OPTION_ARG_INT, &count, "Faces", "N" },
  { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, "painted, worn or bare", "KIND" },
  { NULL },
};

typedef struct
{
  double n, before, after, error_before, error_after;
} Sum;

typedef struct
{
  const VanityAtlas *atlas;
  VanityTransferModel *model;
  int size, n, drawn;
  float *rgb, *visibility, *result, *truth, *layer;
  VanityImage *sheet;
  Sum sums[GROUPS][VANITY_N_TINTS], score;
  double found[VANITY_N_CHANGES], confidence[VANITY_N_CHANGES], removals;
} Measure;

static void
write_tile (Measure *self, const float *rgb, int column)
{
  int size = self->size, n = self->n;
  int left = (self->drawn % 2 * COLUMNS + column) * size, top = self->drawn / 2 * size;

  for (int y = 0; y < size; y++)
    {
      guint8 *row = vanity_image_row (self->sheet, top + y) + 4 * left;

      vanity_color_space_encode (self->sheet->space, 8, rgb + y * size, rgb + n + y * size,
                                 rgb + 2 * n + y * size, row, size);
      for (int x = 0; x < size; x++)
        row[4 * x + 3] = 255;
    }
}

/* Mean colour of a region and the mean square of its difference from the truth, encoded. FALSE
 * where it is hidden. */
static gboolean
measure_region (const Measure *self, VanityTint tint, const float *rgb, VanityLab *lab,
                double *error)
{
  const float *region = vanity_atlas_get_region (self->atlas, vanity_tint_get_region (tint));
  double weight = 0, sum[3] = { 0 };
  int n = self->n;

  *error = 0;
  for (int i = 0; i < n; i++)
    {
      double w = self->visibility[i] > SEEN ? (double)region[i] : 0;

      weight += w;
      for (int k = 0; k < 3; k++)
        {
          double d = (double)(vanity_srgb_from_linear (CLAMP (rgb[k * n + i], 0.0f, 1.0f))
                              - vanity_srgb_from_linear (self->truth[k * n + i]));

          sum[k] += w * (double)rgb[k * n + i];
          *error += w * d * d / 3;
        }
    }
  if (weight < 50)
    return FALSE;
  *error /= weight;
  *lab = vanity_lab_from_linear (
      (VanityRgb){ (float)(sum[0] / weight), (float)(sum[1] / weight), (float)(sum[2] / weight) });
  return TRUE;
}

static void
compare (Measure *self)
{
  VanityTints before, after;
  int group;

  vanity_tints_measure (self->atlas, self->rgb, self->visibility, &before);
  vanity_tints_measure (self->atlas, self->result, self->visibility, &after);
  self->score.n++;
  self->score.before += (double)vanity_tints_judge (&before);
  self->score.after += (double)vanity_tints_judge (&after);
  group = vanity_skin_tone_get_group (vanity_skin_tone_find (before.skin, NULL));
  for (int k = 0; k < VANITY_N_TINTS; k++)
    {
      VanityLab truth, was, is;
      double none, error_before, error_after;

      if (!measure_region (self, (VanityTint)k, self->truth, &truth, &none)
          || !measure_region (self, (VanityTint)k, self->rgb, &was, &error_before)
          || !measure_region (self, (VanityTint)k, self->result, &is, &error_after))
        continue;
      for (int g = group; g >= 0; g = g == group ? GROUPS - 1 : -1)
        {
          Sum *sum = &self->sums[g][k];

          sum->n++;
          sum->before += vanity_lab_delta_e2000 (truth, was);
          sum->after += vanity_lab_delta_e2000 (truth, is);
          sum->error_before += error_before;
          sum->error_after += error_after;
        }
    }
}

/* Takes off what the layer, or the model, says. */
static void
measure_face (Measure *self)
{
  VanityTransferFace face = { self->rgb, self->visibility };
  VanityTexture texture = { .size = self->size, .rgb = self->rgb, .visibility = self->visibility };
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityChange) change = NULL;
  g_autoptr (VanityRemoval) removal = NULL;

  if (self->model != NULL
      && (change = vanity_transfer_model_run (self->model, &face, &face, self->layer, NULL, &error))
             == NULL)
    g_error ("%s", error->message);
  removal = vanity_removal_new (&texture, self->layer, &error);
  if (removal == NULL)
    g_error ("%s", error->message);
  vanity_change_apply (removal->change, self->rgb, NULL, self->result);
  compare (self);
  self->removals++;
  for (int k = 0; k < VANITY_N_CHANGES; k++)
    {
      self->found[k] += (double)removal->found[k];
      self->confidence[k] += (double)removal->confidence[k];
    }
  if (self->sheet != NULL && self->drawn < 30)
    {
      write_tile (self, self->rgb, 0);
      write_tile (self, self->result, 1);
      write_tile (self, self->truth, 2);
      self->drawn++;
    }
}

static void
read_pixels (const float *pixels, int n, float *planes)
{
  for (int i = 0; i < 3 * n; i++)
    planes[i % 3 * n + i / 3] = vanity_srgb_to_linear (pixels[i]);
}

static void
measure_painted (Measure *self, const VanityDataset *set)
{
  VanityPairOptions options = { .split = VANITY_DATASET_VALIDATION };
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityPairs) pairs = vanity_pairs_new (set, &options, &error);
  float *places[VANITY_PAIR_PLACES];
  VanitySource source;
  int all;

  if (pairs == NULL)
    g_error ("%s", error->message);
  vanity_pairs_get_source (pairs, &source);
  all = vanity_pairs_get_count (pairs);
  for (int k = 0; k < VANITY_PAIR_PLACES; k++)
    places[k] = g_new (float, (gsize)source.sizes[k]);
  for (int s = 0; s < count; s++)
    {
      VanityRandom random;

      vanity_random_init (&random, SEED + (guint64)s);
      if (!source.write (source.data, (int)((gint64)s * all / count) % all, &random, places,
                         &error))
        g_error ("%s", error->message);
      read_pixels (places[VANITY_PAIR_TRUTH], self->n, self->rgb);
      read_pixels (places[VANITY_PAIR_SOURCE], self->n, self->truth);
      for (int i = 0; i < self->n; i++)
        {
          const float *layer = places[VANITY_PAIR_LAYER] + VANITY_PAINT_PLANES * i;

          self->visibility[i] = places[VANITY_PAIR_SEEN][2 * i];
          for (int k = 0; k < VANITY_PAINT_PLANES; k++)
            self->layer[k * self->n + i]
                = k >= 1 && k <= 3 ? vanity_srgb_to_linear (layer[k]) : layer[k];
        }
      measure_face (self);
    }
  for (int k = 0; k < VANITY_PAIR_PLACES; k++)
    g_free (places[k]);
}

static void
measure_photos (Measure *self, const VanityDataset *set, gboolean worn)
{
  const guint32 unfit = VANITY_DATASET_GLASSES | VANITY_DATASET_BLURRED;
  int n = self->n, done = 0;

  for (int i = 0; i < vanity_dataset_get_count (set) && done < count; i++)
    {
      const VanityDatasetFace *face = vanity_dataset_get_face (set, i);
      const guint8 *rgba = vanity_dataset_get_texture (set, i);

      if ((face->flags & unfit) || hypotf (face->skin[1], face->skin[2]) < 3
          || (worn ? face->makeup < 2
                   : face->makeup != 0 || face->split != VANITY_DATASET_VALIDATION))
        continue;
      vanity_color_space_decode (vanity_color_space_get_srgb (), 8, rgba, self->rgb, self->rgb + n,
                                 self->rgb + 2 * n, n);
      for (int k = 0; k < n; k++)
        self->visibility[k] = (float)rgba[4 * k + 3] / 255;
      for (int k = 0; k < 3 * n; k++)
        self->truth[k] = self->rgb[k];
      measure_face (self);
      done++;
    }
}

static void
print (const Measure *self)
{
  for (int g = 0; g < GROUPS; g++)
    for (int k = 0; k < VANITY_N_TINTS; k++)
      {
        const Sum *sum = &self->sums[g][k];

        if (sum->n > 0)
          g_print ("%-5s %-7s %4.0f faces  CIEDE2000 %5.2f → %5.2f  PSNR %5.1f → %5.1f dB\n",
                   g < GROUPS - 1 ? vanity_skin_group_get_label ((VanitySkinGroup)g) : "all",
                   vanity_tint_get_id ((VanityTint)k), sum->n, sum->before / sum->n,
                   sum->after / sum->n, -10 * log10 (sum->error_before / sum->n + 1e-12),
                   -10 * log10 (sum->error_after / sum->n + 1e-12));
      }
  g_print ("makeup score %.2f → %.2f; found/confidence", self->score.before / self->score.n,
           self->score.after / self->score.n);
  for (int k = 0; k < VANITY_N_CHANGES; k++)
    g_print (" %.2f/%.2f", self->found[k] / self->removals, self->confidence[k] / self->removals);
  g_print ("\n");
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("SET");
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityDataset) set = NULL;
  g_autofree float *planes = NULL;
  Measure self = { .model = NULL };

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2 || count < 1
      || (set = vanity_dataset_open (argv[1], &error)) == NULL
      || (model_path != NULL
          && (self.model = vanity_transfer_model_load (model_path, &error)) == NULL))
    {
      g_printerr ("%s\n", error != NULL ? error->message : "measure-removal SET");
      return 2;
    }
  self.size = vanity_dataset_get_size (set);
  self.n = self.size * self.size;
  if (self.model != NULL && vanity_transfer_model_get_size (self.model) != self.size)
    g_error ("the model works at %d², the set is of %d²",
             vanity_transfer_model_get_size (self.model), self.size);
  self.atlas = vanity_atlas_get (self.size, &error);
  if (self.atlas == NULL)
    g_error ("%s", error->message);
  planes = g_new0 (float, (10 + VANITY_PAINT_PLANES) * (gsize)self.n);
  self.rgb = planes;
  self.result = planes + 3 * self.n;
  self.truth = planes + 6 * self.n;
  self.visibility = planes + 9 * self.n;
  self.layer = planes + 10 * self.n;
  if (sheet_path != NULL)
    self.sheet = vanity_image_new (2 * COLUMNS * self.size, (MIN (count, 30) + 1) / 2 * self.size,
                                   8, vanity_color_space_get_srgb (), &error);
  if (g_strcmp0 (kind, "worn") == 0 || g_strcmp0 (kind, "bare") == 0)
    measure_photos (&self, set, g_str_equal (kind, "worn"));
  else
    measure_painted (&self, set);
  print (&self);
  if (self.sheet != NULL)
    {
      g_autoptr (VanityPhoto) photo = vanity_photo_new_from_image (self.sheet, "sheet");
      g_autoptr (GFile) file = g_file_new_for_path (sheet_path);

      if (!vanity_photo_save (photo, self.sheet, file, NULL, NULL, &error))
        g_error ("%s", error->message);
      vanity_image_unref (self.sheet);
    }
  g_clear_pointer (&self.model, vanity_transfer_model_unref);
  return 0;
}
