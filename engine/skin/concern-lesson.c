#include "skin/concern-lesson.h"

#include "base/error.h"
#include "face/atlas-region.h"
#include "image/color.h"
#include "makeup/mask.h"
#include "skin/signals.h"

#include <math.h>
#include <string.h>

G_STATIC_ASSERT ((int)VANITY_CONCERN_LESSON_PLACES <= VANITY_MAX_PLACES);

#define MOSTLY_SEEN 0.6f
#define GREY 4 /* chroma of skin below which a photo has no colour */
#define SEEN 0.5f
/* Beards grow below this height of the chart, and beside the cheeks. */
#define BEARD_TOP 0.56f
/* What is on the face of a painted concern counts in full from here on. */
#define PAINTED 0.05f

struct _VanityConcernLessons
{
  const VanityDataset *dataset;
  const VanityAtlas *atlas;
  GArray *faces; /* int */
};

/* What looks like a concern: a signal, smoothed or not, from `low`, where nothing is doubted, to
 * `high`. */
static const struct
{
  VanitySignal signal;
  float sign, low, high;
  double blur;    /* texels of 256 */
  gboolean beard; /* doubted in beards, too */
} looks[VANITY_N_CONCERNS] = {
  [VANITY_CONCERN_REDNESS] = { VANITY_SIGNAL_HAEMOGLOBIN, 1, 0.10f, 0.2f, 4, TRUE },
  [VANITY_CONCERN_SPOTS] = { VANITY_SIGNAL_COARSE, -1, 0.3f, 0.5f, 0.8, FALSE },
  [VANITY_CONCERN_WRINKLES] = { VANITY_SIGNAL_MIDDLE, -1, 0.16f, 0.3f, 0.8, FALSE },
  [VANITY_CONCERN_PORES] = { VANITY_SIGNAL_FINE, 1, 0.13f, 0.22f, 0, FALSE },
  [VANITY_CONCERN_DARK_CIRCLES] = { VANITY_SIGNAL_SHADING, 1, 0.3f, 0.5f, 3, TRUE },
  [VANITY_CONCERN_EYE_BAGS] = { VANITY_SIGNAL_COARSE, -1, 0.35f, 0.55f, 1.5, TRUE },
  [VANITY_CONCERN_SHINE] = { VANITY_SIGNAL_SHADING, -1, 0.2f, 0.35f, 2, TRUE },
  [VANITY_CONCERN_PIGMENT] = { VANITY_SIGNAL_MELANIN, 1, 0.18f, 0.32f, 2, TRUE },
};

static gboolean
is_fit (const VanityDatasetFace *face, VanityDatasetSplit split)
{
  const guint32 unfit = VANITY_DATASET_GLASSES | VANITY_DATASET_BLURRED;

  return face->split == split && !(face->flags & unfit) && face->shown >= MOSTLY_SEEN
         && face->makeup == 0 && hypot ((double)face->skin[1], (double)face->skin[2]) >= GREY;
}

VanityConcernLessons *
vanity_concern_lessons_new (const VanityDataset *dataset, VanityDatasetSplit split, GError **error)
{
  const VanityAtlas *atlas = vanity_atlas_get (vanity_dataset_get_size (dataset), error);
  g_autoptr (VanityConcernLessons) self = NULL;

  if (atlas == NULL)
    return NULL;
  self = g_new0 (VanityConcernLessons, 1);
  self->dataset = dataset;
  self->atlas = atlas;
  self->faces = g_array_new (FALSE, FALSE, sizeof (int));
  for (int i = 0; i < vanity_dataset_get_count (dataset); i++)
    if (is_fit (vanity_dataset_get_face (dataset, i), split))
      g_array_append_val (self->faces, i);
  if (self->faces->len > 0)
    return g_steal_pointer (&self);
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               "concerns are painted on bare faces; of the set's %d none is labelled so, sharp and "
               "mostly seen",
               vanity_dataset_get_count (dataset));
  return NULL;
}

void
vanity_concern_lessons_free (VanityConcernLessons *self)
{
  g_array_unref (self->faces);
  g_free (self);
}

int
vanity_concern_lessons_keep (VanityConcernLessons *self, VanitySkinGroup group)
{
  for (guint i = self->faces->len; i-- > 0;)
    {
      const float *skin
          = vanity_dataset_get_face (self->dataset, g_array_index (self->faces, int, i))->skin;
      VanityLab lab = { skin[0], skin[1], skin[2] };

      if (vanity_skin_tone_get_group (vanity_skin_tone_find (lab, NULL)) != group)
        g_array_remove_index (self->faces, i);
    }
  return (int)self->faces->len;
}

int
vanity_concern_lessons_get_size (const VanityConcernLessons *self)
{
  return vanity_dataset_get_size (self->dataset);
}

int
vanity_concern_lessons_get_count (const VanityConcernLessons *self)
{
  return (int)self->faces->len;
}

int
vanity_concern_lessons_get_face (const VanityConcernLessons *self, int nth)
{
  return g_array_index (self->faces, int, nth);
}

void
vanity_concern_relight (float *rgb, int size, double amount, VanityRandom *random)
{
  int n = size * size;
  double gain = pow (2, amount * vanity_concern_between (random, -0.7, 0.7));
  double warm = amount * vanity_concern_between (random, -0.12, 0.12);
  double across = amount * vanity_concern_between (random, -0.3, 0.3);
  double down = amount * vanity_concern_between (random, -0.2, 0.2);
  double blur = amount * vanity_concern_between (random, -0.8, 1.2);
  double noise = amount * vanity_concern_between (random, -0.005, 0.015);
  double channel[3]
      = { 1 + warm, 1 + amount * vanity_concern_between (random, -0.04, 0.04), 1 - warm };
  VanityMask mask = { .rect = { 0, 0, size, size }, .step = 1, .width = size, .height = size };

  for (int c = 0; c < 3; c++)
    {
      float *plane = rgb + c * n;

      for (int i = 0; i < n; i++)
        plane[i] *= (float)(gain * channel[c]
                            * (1 + across * (2.0 * (i % size) / size - 1)
                               + down * (2.0 * (i / size) / size - 1)));
      mask.data = plane;
      if (blur > 0)
        vanity_mask_blur (&mask, blur * size / 256);
    }
  for (int i = 0; i < 3 * n; i++)
    rgb[i] = CLAMP (rgb[i], 0, 1);
  vanity_srgb_from_linear_row (rgb, rgb, 3 * n);
  for (int i = 0; i < 3 * n && noise > 0; i++)
    rgb[i] = CLAMP (rgb[i] + (float)(noise * (2 * vanity_random_uniform (random) - 1) * 1.7), 0, 1);
  vanity_srgb_to_linear_row (rgb, rgb, 3 * n);
}

static gboolean
paint (const VanityConcernLessons *self, int nth, const gint32 *mirror, const float *strength,
       VanityRandom *random, float *rgb, float *truth, VanitySignals **bare)
{
  int size = vanity_dataset_get_size (self->dataset), n = size * size;
  g_autoptr (VanitySignals) signals = NULL;
  VanityConcernCanvas canvas = { self->atlas, size, rgb, truth, NULL, random };

  vanity_dataset_decode (self->dataset, vanity_concern_lessons_get_face (self, nth), mirror, rgb,
                         rgb + 3 * n);
  memset (truth, 0, sizeof (float) * VANITY_N_CONCERNS * (gsize)n);
  signals = vanity_signals_new (self->atlas, rgb, rgb + 3 * n);
  if (!signals->known)
    return FALSE;
  canvas.light = signals->reference;
  vanity_concern_paint (&canvas, strength);
  if (bare != NULL)
    *bare = g_steal_pointer (&signals);
  return TRUE;
}

gboolean
vanity_concern_lessons_paint (const VanityConcernLessons *self, int nth, const float *strength,
                              VanityRandom *random, float *rgb, float *truth)
{
  return paint (self, nth, NULL, strength, random, rgb, truth, NULL);
}

/* Where a concern of the face's own may be, [0, 1]. */
static void
doubt (const VanitySignals *signals, int concern, float *field)
{
  int size = signals->size, n = size * size;
  const float *plane = signals->planes + looks[concern].signal * n;
  VanityMask mask = { .rect = { 0, 0, size, size }, .step = 1, .width = size, .height = size };

  for (int i = 0; i < n; i++)
    {
      float amount = looks[concern].sign * plane[i];

      field[i] = MAX (amount, 0);
    }
  mask.data = field;
  if (looks[concern].signal == VANITY_SIGNAL_FINE)
    {
      /* The mean of what stands out. */
      vanity_mask_blur (&mask, 2.0 * size / 256);
      for (int i = 0; i < n; i++)
        field[i] *= 2;
    }
  else
    vanity_mask_blur (&mask, looks[concern].blur * size / 256);
  for (int i = 0; i < n; i++)
    {
      field[i] = CLAMP (
          (field[i] - looks[concern].low) / (looks[concern].high - looks[concern].low), 0, 1);
      if (!looks[concern].beard && (float)i / size > BEARD_TOP * (float)size)
        field[i] = 0;
    }
}

static void
write_truth (const VanityConcernLessons *self, const VanitySignals *bare, const float *visibility,
             const float *truth, float *const *places)
{
  int size = bare->size, n = size * size;
  const float *skin = vanity_atlas_get_region (self->atlas, VANITY_ATLAS_SKIN);
  const float *lids = vanity_atlas_get_region (self->atlas, VANITY_ATLAS_LIDS);
  g_autofree float *field = g_new (float, n);

  for (int k = 0; k < VANITY_N_CONCERNS; k++)
    {
      doubt (bare, k, field);
      for (int i = 0; i < n; i++)
        {
          float painted = truth[k * n + i], sure = painted > PAINTED ? 1 : 1 - field[i];

          places[VANITY_CONCERN_LESSON_TRUTH][VANITY_N_CONCERNS * i + k] = painted;
          places[VANITY_CONCERN_LESSON_WEIGHTS][VANITY_N_CONCERNS * i + k]
              = visibility[i] > SEEN ? (skin[i] + 0.5f * lids[i]) * sure : 0;
        }
    }
}

static gboolean
write_sample (gpointer data, int index, VanityRandom *random, float *const *places, GError **error)
{
  const VanityConcernLessons *self = data;
  int size = vanity_dataset_get_size (self->dataset);
  gsize n = (gsize)size * size;
  g_autofree float *planes = g_new (float, (4 + VANITY_N_CONCERNS) * n);
  float *truth = planes + 4 * n, strength[VANITY_N_CONCERNS];
  g_autoptr (VanitySignals) bare = NULL;
  g_autoptr (VanitySignals) seen = NULL;
  const gint32 *mirror
      = vanity_random_uniform (random) < 0.5 ? vanity_atlas_get_mirror (self->atlas) : NULL;

  vanity_concern_draw_strengths (random, strength);
  if (!paint (self, index, mirror, strength, random, planes, truth, &bare))
    {
      for (int k = 0; k < VANITY_CONCERN_LESSON_PLACES; k++)
        memset (places[k], 0,
                sizeof (float) * n * (k == 0 ? VANITY_N_SIGNALS : (int)VANITY_N_CONCERNS));
      return TRUE;
    }
  vanity_concern_relight (planes, size, vanity_random_uniform (random), random);
  seen = vanity_signals_new (self->atlas, planes, planes + 3 * n);
  vanity_signals_write (seen, places[VANITY_CONCERN_LESSON_FACE]);
  write_truth (self, bare, planes + 3 * n, truth, places);
  return TRUE;
}

void
vanity_concern_lessons_get_source (VanityConcernLessons *self, VanitySource *source)
{
  gint64 n = vanity_dataset_get_size (self->dataset);

  n *= n;
  *source = (VanitySource){ .count = (int)self->faces->len,
                            .n_places = VANITY_CONCERN_LESSON_PLACES,
                            .sizes = { [VANITY_CONCERN_LESSON_FACE] = n * VANITY_N_SIGNALS,
                                       [VANITY_CONCERN_LESSON_TRUTH] = n * VANITY_N_CONCERNS,
                                       [VANITY_CONCERN_LESSON_WEIGHTS] = n * VANITY_N_CONCERNS },
                            .write = write_sample,
                            .data = self };
}
