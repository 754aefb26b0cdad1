#include "transfer/lesson.h"

#include "base/error.h"
#include "face/atlas-region.h"
#include "transfer/light.h"

#include <math.h>
#include <string.h>

G_STATIC_ASSERT ((int)VANITY_LESSON_SEEN + 1 == (int)VANITY_PAIR_PLACES);
G_STATIC_ASSERT (VANITY_LESSON_PLACES <= VANITY_MAX_PLACES);

#define LIGHTLY 1        /* the label from which a face counts as worn */
#define CLEARLY 2        /* and that of those which are drawn as often as all lighter ones */
#define GREY 3           /* chroma of skin below which the photo has no colour */
#define MOSTLY_SEEN 0.6f /* of the face */
/* Photos have their own light; a little more of it keeps them from being learnt by heart. */
#define LIGHT_OF_REAL 0.4

struct _VanityLessons
{
  const VanityDataset *dataset;
  VanityLessonOptions options;
  VanityPairs *pairs;
  VanitySource pair; /* the pairs' */
  const gint32 *mirror;
  GArray *worn; /* int, indices in the data set; those of CLEARLY first */
  int n_clear;
};

static gboolean
is_worn (const VanityDatasetFace *face)
{
  const guint32 unfit = VANITY_DATASET_GLASSES | VANITY_DATASET_BLURRED;

  return face->split == VANITY_DATASET_TRAIN && !(face->flags & unfit) && face->shown >= MOSTLY_SEEN
         && face->makeup >= LIGHTLY && hypot ((double)face->skin[1], (double)face->skin[2]) >= GREY;
}

static void
find_worn (VanityLessons *self, gboolean clear)
{
  for (int i = 0; i < vanity_dataset_get_count (self->dataset); i++)
    {
      const VanityDatasetFace *face = vanity_dataset_get_face (self->dataset, i);

      if (is_worn (face) && (face->makeup >= CLEARLY) == clear)
        g_array_append_val (self->worn, i);
    }
}

VanityLessons *
vanity_lessons_new (const VanityDataset *dataset, const VanityLessonOptions *options,
                    GError **error)
{
  const VanityAtlas *atlas = vanity_atlas_get (vanity_dataset_get_size (dataset), error);
  VanityPairOptions pair_options = { .split = VANITY_DATASET_TRAIN, .bare = options->bare };
  g_autoptr (VanityLessons) self = NULL;

  if (atlas == NULL)
    return NULL;
  self = g_new0 (VanityLessons, 1);
  self->dataset = dataset;
  self->options = *options;
  self->mirror = vanity_atlas_get_mirror (atlas);
  self->worn = g_array_new (FALSE, FALSE, sizeof (int));
  self->pairs = vanity_pairs_new (dataset, &pair_options, error);
  if (self->pairs == NULL)
    return NULL;
  vanity_pairs_get_source (self->pairs, &self->pair);
  find_worn (self, TRUE);
  self->n_clear = (int)self->worn->len;
  find_worn (self, FALSE);
  if (self->worn->len == 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "lessons need faces that really wear makeup; of the data set's %d none is "
                   "labelled so",
                   vanity_dataset_get_count (dataset));
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
vanity_lessons_free (VanityLessons *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->pairs, vanity_pairs_free);
  g_array_unref (self->worn);
  g_free (self);
}

const int *
vanity_lessons_get_worn (const VanityLessons *self, int *count)
{
  *count = (int)self->worn->len;
  return (const int *)(gpointer)self->worn->data;
}

/* One that wears makeup; every other time one that clearly does. */
static int
choose_worn (const VanityLessons *self, VanityRandom *random)
{
  gboolean clear = self->n_clear > 0 && vanity_random_uniform (random) < 0.5;
  guint n = clear ? (guint)self->n_clear : self->worn->len;

  return g_array_index (self->worn, int, vanity_random_index (random, n));
}

/* One face, in two lights where `again` is not NULL. `seen` has a number each `stride`. */
static void
write_face (const VanityLessons *self, int index, VanityRandom *random, float *pixels, float *again,
            float *seen, int stride)
{
  int size = vanity_dataset_get_size (self->dataset), n = size * size;
  g_autofree float *planes = g_new (float, 4 * (gsize)n);
  const gint32 *mirror = vanity_random_uniform (random) < 0.5 ? self->mirror : NULL;
  VanityLight light;

  vanity_dataset_decode (self->dataset, index, mirror, planes, planes + 3 * n);
  vanity_light_draw (&light, LIGHT_OF_REAL, random);
  vanity_light_write (&light, planes, size, pixels);
  if (again != NULL)
    {
      vanity_light_draw (&light, 1, random);
      vanity_light_write (&light, planes, size, again);
    }
  for (int i = 0; i < n; i++)
    seen[i * stride] = planes[3 * n + i];
}

static void
write_real (const VanityLessons *self, int index, gboolean alone, VanityRandom *random,
            float *const *places)
{
  int size = vanity_dataset_get_size (self->dataset);
  gsize n = (gsize)size * size;
  float *seen = places[VANITY_LESSON_SEEN], *weights = places[VANITY_LESSON_WEIGHTS];

  if (alone)
    {
      write_face (self, choose_worn (self, random), random, places[VANITY_LESSON_SOURCE],
                  places[VANITY_LESSON_REFERENCE], seen, 2);
      for (gsize i = 0; i < n; i++)
        seen[2 * i + 1] = seen[2 * i];
    }
  else
    {
      write_face (self, vanity_pairs_get_face (self->pairs, index), random,
                  places[VANITY_LESSON_SOURCE], NULL, seen, 2);
      write_face (self, choose_worn (self, random), random, places[VANITY_LESSON_REFERENCE], NULL,
                  seen + 1, 2);
    }
  memcpy (places[VANITY_LESSON_TRUTH], places[VANITY_LESSON_SOURCE], sizeof (float) * 3 * n);
  memset (places[VANITY_LESSON_LAYER], 0, sizeof (float) * VANITY_PAINT_PLANES * n);
  weights[VANITY_LESSON_TRUTH_KNOWN] = alone;
  weights[VANITY_LESSON_LAYER_KNOWN] = 0;
  weights[VANITY_LESSON_STRANGER] = !alone;
}

static gboolean
write_sample (gpointer data, int index, VanityRandom *random, float *const *places, GError **error)
{
  const VanityLessons *self = data;
  double kind = vanity_random_uniform (random);
  float *weights = places[VANITY_LESSON_WEIGHTS];

  write_face (self, choose_worn (self, random), random, places[VANITY_LESSON_REAL], NULL,
              places[VANITY_LESSON_REAL_SEEN], 1);
  if (kind < self->options.real + self->options.self)
    {
      write_real (self, index, kind >= self->options.real, random, places);
      return TRUE;
    }
  weights[VANITY_LESSON_TRUTH_KNOWN] = 1;
  weights[VANITY_LESSON_LAYER_KNOWN] = 1;
  weights[VANITY_LESSON_STRANGER] = 0;
  return self->pair.write (self->pair.data, index, random, places, error);
}

void
vanity_lessons_get_source (VanityLessons *self, VanitySource *source)
{
  gint64 n = vanity_dataset_get_size (self->dataset);

  *source = self->pair;
  n *= n;
  source->n_places = VANITY_LESSON_PLACES;
  source->sizes[VANITY_LESSON_WEIGHTS] = VANITY_LESSON_N_WEIGHTS;
  source->sizes[VANITY_LESSON_REAL] = 3 * n;
  source->sizes[VANITY_LESSON_REAL_SEEN] = n;
  source->write = write_sample;
  source->data = self;
}
