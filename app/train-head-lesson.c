#include "train-head-lesson.h"

#include "base/error.h"
#include "base/parallel.h"
#include "head/head-guess.h"
#include "head/head-mask.h"
#include "head/head-view.h"
#include "train-head-disturb.h"

#include <math.h>
#include <string.h>

#define LEAST_SURE 0.5f
#define OUTSIDE 0.1f /* what a cell outside the photo counts */
/* Of the cells, wrong hair by which a guess misleads; and how often such a photo comes then,
 * against all those on which guesses mislead alike and there is no mask. */
#define MISLED 0.03
#define OFTEN 3
#define UNSURE 80 /* of 255: how sure a mask is at its edges */
#define CHANNELS VANITY_HEAD_VIEW_CHANNELS

/* What a cell of a class counts: small parts as much as large ones. */
static const float importance[VANITY_HEAD_N_CLASSES]
    = { [VANITY_HEAD_BACKGROUND] = 1, [VANITY_HEAD_SKIN] = 1,  [VANITY_HEAD_HAIR] = 1,
        [VANITY_HEAD_LIPS] = 3,       [VANITY_HEAD_BROWS] = 2, [VANITY_HEAD_EYES] = 3 };

typedef struct
{
  int index; /* in the set */
  float sure;
  gboolean masked, misled; /* has a mask; the guess is far from it */
  guint8 *label, *weight;
  GError *error;
} Lesson;

struct _VanityHeadLessons
{
  const VanityHeadSet *set;
  const char *masks; /* while they are read */
  int side;
  GArray *lessons; /* of Lesson */
  GArray *samples; /* int: the lessons in turn, some more than once */
};

static void
clear_lesson (gpointer data)
{
  Lesson *lesson = data;

  g_free (lesson->label);
  g_free (lesson->weight);
  g_clear_error (&lesson->error);
}

static const Lesson *
get_lesson (const VanityHeadLessons *self, int sample)
{
  return &g_array_index (self->lessons, Lesson, g_array_index (self->samples, int, sample));
}

void
vanity_head_lessons_free (VanityHeadLessons *lessons)
{
  g_array_unref (lessons->lessons);
  g_array_unref (lessons->samples);
  g_free (lessons);
}

/* A mask in the set's cells. Not sure is what lies on an edge of hair, which was drawn with less
 * care than where it is. Lips, brows and eyes are the mesh's, as in a guess, where no hair is over
 * them. */
static void
lay_mask (const guint8 *mask, const VanityHeadEntry *entry, const float *cells, int side,
          Lesson *lesson)
{
  const int reach = 1, most = VANITY_HEAD_MASK_SIDE - 1;
  double length = (double)MAX (entry->edge[2] - entry->edge[0], entry->edge[3] - entry->edge[1]);
  double scale = VANITY_HEAD_MASK_SIDE / length;

  for (int i = 0; i < side * side; i++)
    {
      int x = (int)floor ((i % side + 0.5 - (double)entry->edge[0]) * scale);
      int y = (int)floor ((i / side + 0.5 - (double)entry->edge[1]) * scale);
      gboolean same = TRUE;
      VanityHeadClass part;
      guint8 label;

      lesson->label[i] = lesson->weight[i] = 0;
      if (x < 0 || y < 0 || x > most || y > most)
        continue;
      label = mask[y * VANITY_HEAD_MASK_SIDE + x];
      for (int v = MAX (y - reach, 0); v <= MIN (y + reach, most); v++)
        for (int u = MAX (x - reach, 0); u <= MIN (x + reach, most); u++)
          same = same && mask[v * VANITY_HEAD_MASK_SIDE + u] == label;
      lesson->weight[i] = same ? 255 : UNSURE;
      if (label >= VANITY_HEAD_LIPS)
        label = VANITY_HEAD_SKIN;
      if (label != VANITY_HEAD_HAIR && vanity_head_view_find_part (cells + i * CHANNELS, &part))
        {
          label = (guint8)part;
          lesson->weight[i] = 255;
        }
      lesson->label[i] = label;
    }
  lesson->sure = 1;
}

/* FALSE where there is none, or it cannot be read. */
static gboolean
take_mask (const VanityHeadLessons *self, Lesson *lesson)
{
  const VanityAffine plain = { .m = { 1, 0, 0, 0, 1, 0 } };
  int side = vanity_head_set_get_side (self->set);
  VanityPoint points[VANITY_FACE_MESH_POINTS];
  const VanityHeadEntry *entry = vanity_head_set_get_entry (self->set, lesson->index);
  g_autofree char *name = g_strconcat (entry->name, ".png", NULL);
  g_autofree char *path = self->masks ? g_build_filename (self->masks, name, NULL) : NULL;
  g_autofree guint8 *mask = NULL;
  g_autofree float *cells = NULL;

  if (!path || !g_file_test (path, G_FILE_TEST_EXISTS))
    return FALSE;
  mask = g_malloc (VANITY_HEAD_MASK_SIDE * VANITY_HEAD_MASK_SIDE);
  if (!vanity_head_mask_load (path, mask, &lesson->error))
    return FALSE;
  cells = g_new0 (float, CHANNELS *(gsize)side *(gsize)side);
  vanity_head_set_get_points (self->set, lesson->index, points);
  vanity_head_view_draw (points, &plain, side, cells);
  lay_mask (mask, entry, cells, side, lesson);
  lesson->masked = TRUE;
  return TRUE;
}

/* Whether the guess calls much hair what is none. */
static gboolean
is_misled (const VanityHeadLessons *self, const Lesson *lesson, const VanityPoint *points)
{
  gsize n = (gsize)vanity_head_set_get_side (self->set), wrong = 0, cells = 0;
  g_autofree guint8 *label = g_malloc (n * n), *weight = g_malloc (n * n);

  vanity_head_guess (vanity_head_set_get_rgb (self->set, lesson->index),
                     vanity_head_set_get_person (self->set, lesson->index), points, (int)n, FALSE,
                     label, weight);
  for (gsize i = 0; i < n * n; i++)
    {
      cells += lesson->weight[i] > 0;
      wrong += lesson->weight[i] > 0 && label[i] == VANITY_HEAD_HAIR
               && lesson->label[i] != VANITY_HEAD_HAIR;
    }
  return (double)wrong > MISLED * (double)cells;
}

static void
guess_one (gpointer data, int i, int worker)
{
  VanityHeadLessons *self = data;
  Lesson *lesson = &g_array_index (self->lessons, Lesson, i);
  int side = vanity_head_set_get_side (self->set);
  VanityPoint points[VANITY_FACE_MESH_POINTS];

  lesson->label = g_malloc ((gsize)side * (gsize)side);
  lesson->weight = g_malloc ((gsize)side * (gsize)side);
  vanity_head_set_get_points (self->set, lesson->index, points);
  if (take_mask (self, lesson))
    lesson->misled = is_misled (self, lesson, points);
  if (lesson->masked || lesson->error)
    return;
  lesson->sure
      = vanity_head_guess (vanity_head_set_get_rgb (self->set, lesson->index),
                           vanity_head_set_get_person (self->set, lesson->index), points, side,
                           vanity_head_set_get_entry (self->set, lesson->index)->glasses != 0,
                           lesson->label, lesson->weight);
}

VanityHeadLessons *
vanity_head_lessons_new (const VanityHeadSet *set, VanityDatasetSplit split, const char *masks,
                         int side, GError **error)
{
  g_autoptr (VanityHeadLessons) self = g_new0 (VanityHeadLessons, 1);

  self->set = set;
  self->side = side;
  self->masks = masks;
  self->lessons = g_array_new (FALSE, TRUE, sizeof (Lesson));
  self->samples = g_array_new (FALSE, FALSE, sizeof (int));
  g_array_set_clear_func (self->lessons, clear_lesson);
  for (int i = 0; i < vanity_head_set_get_count (set); i++)
    if (vanity_head_set_get_entry (set, i)->split == (guint32)split)
      {
        Lesson lesson = { .index = i };

        g_array_append_val (self->lessons, lesson);
      }
  vanity_pool_run (vanity_pool_get_default (), guess_one, self, (int)self->lessons->len);
  for (guint i = 0; i < self->lessons->len; i++)
    {
      Lesson *lesson = &g_array_index (self->lessons, Lesson, i);

      if (lesson->error)
        {
          g_propagate_error (error, g_steal_pointer (&lesson->error));
          return NULL;
        }
    }
  self->masks = NULL;
  for (guint i = self->lessons->len; i-- > 0;)
    if (g_array_index (self->lessons, Lesson, i).sure < LEAST_SURE)
      g_array_remove_index (self->lessons, i);
  for (int i = 0; i < (int)self->lessons->len; i++)
    for (int k = g_array_index (self->lessons, Lesson, i).misled ? OFTEN : 1; k > 0; k--)
      g_array_append_val (self->samples, i);
  if (self->lessons->len > 0)
    return g_steal_pointer (&self);
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, "no head is left to learn from");
  return NULL;
}

int
vanity_head_lessons_get_count (const VanityHeadLessons *lessons)
{
  return (int)lessons->samples->len;
}

int
vanity_head_lessons_count_masks (const VanityHeadLessons *lessons)
{
  int count = 0;

  for (guint i = 0; i < lessons->samples->len; i++)
    count += get_lesson (lessons, (int)i)->masked;
  return count;
}

int
vanity_head_lessons_get_index (const VanityHeadLessons *lessons, int sample)
{
  return get_lesson (lessons, sample)->index;
}

/* Bilinear, four channels: colour and person; 0 outside. */
static void
sample_cell (const guint8 *rgb, const guint8 *person, int side, double x, double y, float *sum)
{
  int x0 = (int)floor (x - 0.5), y0 = (int)floor (y - 0.5);
  float a = (float)(x - 0.5 - x0), b = (float)(y - 0.5 - y0);

  for (int k = 0; k < 4; k++)
    {
      int i = x0 + k % 2, j = y0 + k / 2;
      float w = (k % 2 ? a : 1 - a) * (k / 2 ? b : 1 - b);

      if (i < 0 || j < 0 || i >= side || j >= side)
        continue;
      for (int c = 0; c < 3; c++)
        sum[c] += w * (float)rgb[3 * (j * side + i) + c];
      sum[3] += w * (float)person[j * side + i];
    }
}

static void
write_wanted (const Lesson *lesson, const VanityHeadEntry *entry, int side, double x, double y,
              float *wanted)
{
  int i = (int)floor (x), j = (int)floor (y);
  gboolean inside = x >= (double)entry->edge[0] && y >= (double)entry->edge[1]
                    && x < (double)entry->edge[2] && y < (double)entry->edge[3];

  memset (wanted, 0, sizeof (float) * VANITY_HEAD_N_CLASSES);
  if (!inside)
    wanted[VANITY_HEAD_BACKGROUND] = OUTSIDE;
  else if (i >= 0 && j >= 0 && i < side && j < side)
    {
      int label = lesson->label[j * side + i];

      wanted[label] = importance[label] * (float)lesson->weight[j * side + i] / 255;
    }
}

static void
write_sample (const VanityHeadLessons *self, const Lesson *lesson, const VanityAffine *grid,
              float *view, float *wanted)
{
  const VanityHeadEntry *entry = vanity_head_set_get_entry (self->set, lesson->index);
  const guint8 *rgb = vanity_head_set_get_rgb (self->set, lesson->index),
               *person = vanity_head_set_get_person (self->set, lesson->index);
  int side = vanity_head_set_get_side (self->set);
  VanityPoint points[VANITY_FACE_MESH_POINTS];

  for (int i = 0; i < self->side * self->side; i++)
    {
      float sum[4] = { 0 };
      double x, y;

      for (int k = 0; k < 4; k++)
        {
          vanity_affine_apply (grid, i % self->side + 0.25 + k % 2 * 0.5,
                               i / self->side + 0.25 + k / 2 * 0.5, &x, &y);
          sample_cell (rgb, person, side, x, y, sum);
        }
      for (int c = 0; c < 3; c++)
        view[i * CHANNELS + c] = sum[c] / (4 * 255);
      view[i * CHANNELS + VANITY_HEAD_VIEW_PERSON] = sum[3] / (4 * 255);
      vanity_affine_apply (grid, i % self->side + 0.5, i / self->side + 0.5, &x, &y);
      write_wanted (lesson, entry, side, x, y, wanted + i * VANITY_HEAD_N_CLASSES);
    }
  vanity_head_set_get_points (self->set, lesson->index, points);
  vanity_head_view_draw (points, grid, self->side, view);
}

/* How the view lies in the set's cells; as the program sees it without `random`. */
static VanityAffine
lay_grid (const VanityHeadLessons *self, const Lesson *lesson, VanityRandom *random)
{
  VanityPoint points[VANITY_FACE_MESH_POINTS];
  VanityRegion region;
  VanityAffine grid;
  gboolean mirror = FALSE;

  vanity_head_set_get_points (self->set, lesson->index, points);
  if (!vanity_head_view_find (points, &region))
    region = (VanityRegion){ .x = 1, .y = 1, .size = 1 };
  if (random)
    {
      mirror = vanity_random_uniform (random) < 0.5;
      region.x += region.size * 0.08 * (2 * vanity_random_uniform (random) - 1);
      region.y += region.size * 0.08 * (2 * vanity_random_uniform (random) - 1);
      region.size *= exp (0.4 * vanity_random_uniform (random) - 0.3);
      region.angle = 0.2 * (2 * vanity_random_uniform (random) - 1);
    }
  grid = vanity_region_to_grid (&region, self->side);
  if (mirror)
    for (int k = 0; k < 2; k++)
      {
        grid.m[3 * k + 2] += grid.m[3 * k] * self->side;
        grid.m[3 * k] *= -1;
      }
  return grid;
}

static gboolean
write_lesson (gpointer data, int index, VanityRandom *random, float *const *places, GError **error)
{
  const VanityHeadLessons *self = data;
  const Lesson *lesson = get_lesson (self, index);
  VanityAffine grid = lay_grid (self, lesson, random);

  write_sample (self, lesson, &grid, places[VANITY_HEAD_LESSON_VIEW],
                places[VANITY_HEAD_LESSON_WANTED]);
  vanity_head_view_disturb (places[VANITY_HEAD_LESSON_VIEW], places[VANITY_HEAD_LESSON_WANTED],
                            self->side, random);
  return TRUE;
}

void
vanity_head_lessons_get_source (VanityHeadLessons *lessons, VanitySource *source)
{
  gint64 n = (gint64)lessons->side * lessons->side;

  *source = (VanitySource){ .count = (int)lessons->samples->len,
                            .n_places = VANITY_HEAD_LESSON_N_PLACES,
                            .sizes = { n * CHANNELS, n * VANITY_HEAD_N_CLASSES },
                            .write = write_lesson,
                            .data = lessons };
}

void
vanity_head_lessons_write_plain (const VanityHeadLessons *lessons, int sample, float *view,
                                 float *wanted)
{
  const Lesson *lesson = get_lesson (lessons, sample);
  VanityAffine grid = lay_grid (lessons, lesson, NULL);

  write_sample (lessons, lesson, &grid, view, wanted);
}
