/* Makes engine/transfer/bare-table.h: fit-bare SET >bare-table.h. Learns from the faces of the
 * training part that people labelled as wearing no makeup, and tells on stderr how well those of
 * the validation part are foretold. Not installed. */
#include "image/color-space.h"
#include "makeup/mask.h"
#include "texture/dataset.h"
#include "transfer/bare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N VANITY_BARE_TERMS
#define RIDGE 1e-3
#define MOSTLY_SEEN 0.6f
#define SEEN 0.8f
#define INSIDE 0.7f
#define ENOUGH 50 /* texels */
#define LEAST 2e-3f
/* Smoothing of what is called spread, and what counts as another thing than skin. */
#define SIGMA (1.0 / 96)
#define OUTLIER 1.5f

static const char *const names[VANITY_N_BARE] = { "LIPS", "LIDS", "CHEEKS", "BROWS" };

typedef struct
{
  const VanityAtlas *atlas;
  int size, n;
  float *rgb, *visibility, *light; /* of the face */
  float *expected;
  VanityRgb skin;
  double left[VANITY_N_BARE][N][N], right[VANITY_N_BARE][3][N];
  double sum[VANITY_N_BARE], spread[VANITY_N_BARE][3][3];
  double people[VANITY_N_BARE], persons[VANITY_N_BARE][3][3];
  double table[VANITY_N_BARE][3][N];
  double distance[VANITY_N_BARE];
  int count[VANITY_N_BARE];
} Fit;

static gboolean
read_face (Fit *fit, const VanityDataset *set, int index)
{
  const VanityDatasetFace *face = vanity_dataset_get_face (set, index);
  const guint8 *rgba = vanity_dataset_get_texture (set, index);
  const guint32 unfit = VANITY_DATASET_GLASSES | VANITY_DATASET_BLURRED | VANITY_DATASET_TURNED;
  g_autoptr (GError) error = NULL;
  gboolean known;
  int n = fit->n;

  if (face->makeup != 0 || (face->flags & unfit) || face->shown < MOSTLY_SEEN
      || hypotf (face->skin[1], face->skin[2]) < 3)
    return FALSE;
  vanity_color_space_decode (vanity_color_space_get_srgb (), 8, rgba, fit->rgb, fit->rgb + n,
                             fit->rgb + 2 * n, n);
  for (int i = 0; i < n; i++)
    fit->visibility[i] = (float)rgba[4 * i + 3] / 255;
  if (!vanity_bare_measure (fit->atlas, fit->rgb, fit->visibility, fit->light, &fit->skin, &known,
                            &error))
    g_error ("%s", error->message);
  return known;
}

/* Of a region's texel; 0: does not count. */
static float
get_weight (const Fit *fit, int region, int i)
{
  const float *share
      = vanity_atlas_get_region (fit->atlas, vanity_bare_get_region ((VanityBareRegion)region));

  return share[i] > INSIDE && fit->visibility[i] > SEEN ? 1 : 0;
}

static void
get_terms (const Fit *fit, int region, int i, float terms[N])
{
  vanity_bare_get_terms ((VanityBareRegion)region, fit->skin,
                         ((float)(i % fit->size) + 0.5f) / (float)fit->size,
                         ((float)(i / fit->size) + 0.5f) / (float)fit->size, terms);
}

/* Every face counts alike. */
static void
add_face (Fit *fit, int region)
{
  double left[N][N] = { { 0 } }, right[3][N] = { { 0 } };
  float terms[N];
  int count = 0;

  for (int i = 0; i < fit->n; i++)
    {
      if (get_weight (fit, region, i) <= 0)
        continue;
      get_terms (fit, region, i, terms);
      count++;
      for (int a = 0; a < N; a++)
        for (int b = 0; b < N; b++)
          left[a][b] += (double)(terms[a] * terms[b]);
      for (int k = 0; k < 3; k++)
        {
          float value = logf (MAX (fit->rgb[k * fit->n + i], LEAST) / fit->light[k * fit->n + i]);

          for (int a = 0; a < N; a++)
            right[k][a] += (double)(value * terms[a]);
        }
    }
  if (count < ENOUGH)
    return;
  fit->count[region]++;
  for (int a = 0; a < N; a++)
    {
      for (int b = 0; b < N; b++)
        fit->left[region][a][b] += left[a][b] / count;
      for (int k = 0; k < 3; k++)
        fit->right[region][k][a] += right[k][a] / count;
    }
}

/* Gauss, with pivots: left · table = right. */
static void
solve (Fit *fit, int region, int k)
{
  double a[N][N + 1];

  for (int i = 0; i < N; i++)
    {
      for (int j = 0; j < N; j++)
        a[i][j] = fit->left[region][i][j] + (i == j ? RIDGE * fit->count[region] : 0);
      a[i][N] = fit->right[region][k][i];
    }
  for (int i = 0; i < N; i++)
    {
      int best = i;

      for (int j = i + 1; j < N; j++)
        best = fabs (a[j][i]) > fabs (a[best][i]) ? j : best;
      for (int j = 0; j <= N; j++)
        {
          double value = a[i][j];

          a[i][j] = a[best][j];
          a[best][j] = value;
        }
      for (int j = 0; j < N; j++)
        if (j != i)
          for (int c = N; c >= i; c--)
            a[j][c] -= a[i][c] * a[j][i] / a[i][i];
    }
  for (int i = 0; i < N; i++)
    fit->table[region][k][i] = a[i][N] / a[i][i];
}

/* Three planes: what the table just found says. */
static void
expect (Fit *fit, int region)
{
  float terms[N];

  memset (fit->expected, 0, sizeof (float) * 3 * (gsize)fit->n);
  for (int i = 0; i < fit->n; i++)
    {
      if (get_weight (fit, region, i) <= 0)
        continue;
      get_terms (fit, region, i, terms);
      for (int k = 0; k < 3; k++)
        for (int a = 0; a < N; a++)
          fit->expected[k * fit->n + i] += (float)fit->table[region][k][a] * terms[a];
    }
}

static void
add_spread (Fit *fit, int region)
{
  VanityRect rect = { 0, 0, fit->size, fit->size };
  g_autoptr (VanityMask) weight = vanity_mask_new (&rect, NULL, 1);
  VanityMask *rest[3];
  double mean[3] = { 0 };
  int n = fit->n, count = 0;

  expect (fit, region);
  for (int k = 0; k < 3; k++)
    {
      rest[k] = vanity_mask_new (&rect, NULL, 1);
      for (int i = 0; i < n; i++)
        {
          float value = logf (MAX (fit->rgb[k * n + i], LEAST) / fit->light[k * n + i])
                        - fit->expected[k * n + i];

          weight->data[i] = get_weight (fit, region, i);
          rest[k]->data[i] = CLAMP (value, -OUTLIER, OUTLIER);
        }
    }
  vanity_mask_blur_weighted (rest, 3, weight, SIGMA * fit->size);
  for (int i = 0; i < n; i++)
    if (weight->data[i] > 0)
      {
        count++;
        for (int k = 0; k < 3; k++)
          mean[k] += (double)rest[k]->data[i];
        fit->sum[region]++;
        for (int a = 0; a < 3; a++)
          for (int b = 0; b < 3; b++)
            fit->spread[region][a][b] += (double)(rest[a]->data[i] * rest[b]->data[i]);
      }
  for (int k = 0; k < 3; k++)
    vanity_mask_free (rest[k]);
  if (count < ENOUGH)
    return;
  fit->people[region]++;
  for (int a = 0; a < 3; a++)
    for (int b = 0; b < 3; b++)
      fit->persons[region][a][b] += mean[a] * mean[b] / count / count;
}

/* CIEDE2000 between the region's mean colour and what was expected of it; −1 where it is hidden. */
static double
get_distance (Fit *fit, int region)
{
  double real[3] = { 0 }, told[3] = { 0 };
  int count = 0, n = fit->n;

  expect (fit, region);
  for (int i = 0; i < n; i++)
    {
      if (get_weight (fit, region, i) <= 0)
        continue;
      count++;
      for (int k = 0; k < 3; k++)
        {
          real[k] += (double)fit->rgb[k * n + i];
          told[k] += (double)(fit->light[k * n + i] * expf (fit->expected[k * n + i]));
        }
    }
  if (count < ENOUGH)
    return -1;
  VanityRgb one = { (float)(real[0] / count), (float)(real[1] / count), (float)(real[2] / count) };
  VanityRgb two = { (float)(told[0] / count), (float)(told[1] / count), (float)(told[2] / count) };
  return vanity_lab_delta_e2000 (vanity_lab_from_linear (one), vanity_lab_from_linear (two));
}

static void
print_spreads (const char *name, double spreads[VANITY_N_BARE][3][3],
               const double counts[VANITY_N_BARE])
{
  g_print ("\nstatic const VanityBareSpread vanity_bare_%s[VANITY_N_BARE] = {\n", name);
  for (int r = 0; r < VANITY_N_BARE; r++)
    {
      g_print ("[VANITY_BARE_%s] = {", names[r]);
      for (int a = 0; a < 3; a++)
        g_print (" { %.4ff, %.4ff, %.4ff }%s", spreads[r][a][0] / counts[r],
                 spreads[r][a][1] / counts[r], spreads[r][a][2] / counts[r], a < 2 ? "," : "");
      g_print (" },\n");
    }
  g_print ("};\n");
}

static void
print_table (Fit *fit, int faces)
{
  g_print ("/* Made by tests/transfer/fit-bare.c from %d faces that wear no makeup. Internal to\n"
           " * engine/transfer/bare.c. */\n#pragma once\n\n#include \"transfer/bare.h\"\n\n"
           "static const float vanity_bare_table[VANITY_N_BARE][3][VANITY_BARE_TERMS] = {\n",
           faces);
  for (int r = 0; r < VANITY_N_BARE; r++)
    {
      g_print ("[VANITY_BARE_%s] = {\n", names[r]);
      for (int k = 0; k < 3; k++)
        {
          g_print ("{");
          for (int a = 0; a < N; a++)
            g_print (" %.3ff%s", fit->table[r][k][a], a < N - 1 ? "," : "");
          g_print (" },\n");
        }
      g_print ("},\n");
    }
  g_print ("};\n");
  print_spreads ("spreads", fit->spread, fit->sum);
  print_spreads ("persons", fit->persons, fit->people);
}

static int
run (Fit *fit, const VanityDataset *set, VanityDatasetSplit split, int stage)
{
  int faces = 0;

  for (int i = 0; i < vanity_dataset_get_count (set); i++)
    {
      if (vanity_dataset_get_face (set, i)->split != split || !read_face (fit, set, i))
        continue;
      faces++;
      for (int r = 0; r < VANITY_N_BARE; r++)
        {
          if (stage == 0)
            add_face (fit, r);
          if (stage == 1)
            add_spread (fit, r);
          if (stage == 2)
            {
              double distance = get_distance (fit, r);

              fit->distance[r] += MAX (distance, 0);
              fit->count[r] += distance >= 0;
            }
        }
    }
  return faces;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree Fit *fit = g_new0 (Fit, 1);
  g_autofree float *planes = NULL;
  int faces;

  if (argc != 2)
    {
      g_printerr ("usage: fit-bare SET >bare-table.h\n");
      return 2;
    }
  g_autoptr (VanityDataset) set = vanity_dataset_open (argv[1], &error);
  if (set == NULL
      || (fit->atlas = vanity_atlas_get (vanity_dataset_get_size (set), &error)) == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  fit->size = vanity_dataset_get_size (set);
  fit->n = fit->size * fit->size;
  planes = g_new (float, 10 * (gsize)fit->n);
  fit->rgb = planes;
  fit->light = planes + 3 * fit->n;
  fit->expected = planes + 6 * fit->n;
  fit->visibility = planes + 9 * fit->n;
  faces = run (fit, set, VANITY_DATASET_TRAIN, 0);
  for (int r = 0; r < VANITY_N_BARE; r++)
    for (int k = 0; k < 3; k++)
      solve (fit, r, k);
  run (fit, set, VANITY_DATASET_TRAIN, 1);
  print_table (fit, faces);
  memset (fit->count, 0, sizeof fit->count);
  faces = run (fit, set, VANITY_DATASET_VALIDATION, 2);
  for (int r = 0; r < VANITY_N_BARE; r++)
    g_printerr ("%-7s mean CIEDE2000 %.2f on %d of %d other faces\n", names[r],
                fit->distance[r] / fit->count[r], fit->count[r], faces);
  return 0;
}
