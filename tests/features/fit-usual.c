/* Makes engine/features/usual-table.h: fit-usual FACES >usual-table.h, of what find-faces wrote.
 * Tells on stderr how well a smile is told of people it was not learnt on. Not installed. */
#include "features/symmetry.h"
#include "features/usual.h"
#include "found.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TERMS VANITY_SMILE_TERMS
#define MAX_TURN 12 /* degrees, of what counts as frontal */
#define FAR_TURN 30
#define RESTING 0.5 /* smile */

typedef struct
{
  Found found;
  VanityFrontal frontal;
  VanityMeasured measured;
  double offset[VANITY_FACE_MESH_POINTS][2];
  double gap, smile;
  double value[VANITY_N_MEASURES]; /* mean of both sides; later at rest, frontal */
} Face;

typedef struct
{
  const Face *rest, *smile;
} Person;

static int
compare_doubles (gconstpointer one, gconstpointer other)
{
  double a = *(const double *)one, b = *(const double *)other;
  return a < b ? -1 : a > b;
}

static GPtrArray *
load (const char *path)
{
  GPtrArray *faces = g_ptr_array_new_with_free_func (g_free);
  FILE *in = fopen (path, "rb");
  Found found;

  if (in == NULL)
    g_error ("%s cannot be read", path);
  while (fread (&found, sizeof found, 1, in) == 1)
    {
      g_autofree Face *face = g_new0 (Face, 1);
      g_autoptr (GError) error = NULL;

      face->found = found;
      if (!vanity_frontal_undo (&found.face, &face->frontal, &error)
          || !vanity_symmetry_measure (&face->frontal, face->offset, &error))
        {
          g_printerr ("%s: %s\n", found.file, error->message);
          continue;
        }
      vanity_measure_all (&face->frontal, &face->measured);
      face->gap = vanity_passing_get_gap (&face->frontal);
      for (int i = 0; i < VANITY_N_MEASURES; i++)
        face->value[i] = (face->measured.value[i][0] + face->measured.value[i][1]) / 2;
      g_ptr_array_add (faces, g_steal_pointer (&face));
    }
  fclose (in);
  return faces;
}

/* People who are there twice: at rest first, by the data set's order. */
static GArray *
find_people (const GPtrArray *faces)
{
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *people = g_array_new (FALSE, FALSE, sizeof (Person));

  for (guint i = 0; i < faces->len; i++)
    {
      Face *face = faces->pdata[i];
      Person person = { g_hash_table_lookup (first, face->found.person), face };

      if (face->found.variant != FOUND_PHOTO || !g_str_has_prefix (face->found.person, "london:"))
        continue;
      if (person.rest != NULL)
        g_array_append_val (people, person);
      else
        g_hash_table_insert (first, face->found.person, face);
    }
  return people;
}

static void
learn_step (const Face *face, double truth, VanitySmile *smile, double rate)
{
  double terms[TERMS];
  double miss = truth - vanity_smile_judge (smile, &face->measured, face->gap);

  vanity_smile_get_terms (&face->measured, face->gap, terms);
  smile->constant += rate * miss;
  for (int k = 0; k < TERMS; k++)
    smile->weight[k] += rate * (miss * terms[k] - 0.01 * smile->weight[k]);
}

/* Gradient descent on the logistic loss with a small ridge; `part`: 0, 1: every other person, 2:
 * all. */
static VanitySmile
learn_smile (const GArray *people, guint part)
{
  VanitySmile smile = { 0 };

  for (int turn = 0; turn < 20000; turn++)
    for (guint i = 0; i < people->len; i++)
      {
        const Person *person = &g_array_index (people, Person, i);

        if (part < 2 && i % 2 != part)
          continue;
        learn_step (person->rest, 0, &smile, 0.3 / (20 + turn / 20));
        learn_step (person->smile, 1, &smile, 0.3 / (20 + turn / 20));
      }
  return smile;
}

static void
test_smile (const GArray *people)
{
  int right = 0, n = 0;

  for (guint part = 0; part < 2; part++)
    {
      VanitySmile smile = learn_smile (people, part);

      for (guint i = 1 - part; i < people->len; i += 2)
        {
          const Person *p = &g_array_index (people, Person, i);

          right += vanity_smile_judge (&smile, &p->rest->measured, p->rest->gap) < 0.5;
          right += vanity_smile_judge (&smile, &p->smile->measured, p->smile->gap) >= 0.5;
          n += 2;
        }
    }
  g_printerr (
      "%u people at rest and smiling: %d of %d photos told rightly by what was learnt on the "
      "other half\n",
      people->len, right, n);
}

static gboolean
is_frontal (const Face *face)
{
  return face->found.variant == FOUND_PHOTO && !face->found.extreme
         && fabs (face->frontal.yaw) < MAX_TURN && fabs (face->frontal.pitch) < MAX_TURN;
}

/* Slope of the line through the points, least squares. */
static double
get_slope (const GArray *x, const GArray *y)
{
  double mx = 0, my = 0, xx = 0, xy = 0;

  for (guint i = 0; i < x->len; i++)
    {
      mx += g_array_index (x, double, i) / x->len;
      my += g_array_index (y, double, i) / x->len;
    }
  for (guint i = 0; i < x->len; i++)
    {
      double dx = g_array_index (x, double, i) - mx;

      xx += dx * dx;
      xy += dx * (g_array_index (y, double, i) - my);
    }
  return xx > 0 ? xy / xx : 0;
}

typedef enum
{
  BY_PITCH,
  BY_GAP
} By;

/* Over frontal faces; by the gap only of those that smile, whose lips part for two reasons. */
static double
get_dependence (const GPtrArray *faces, int id, By by)
{
  g_autoptr (GArray) x = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) y = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < faces->len; i++)
    {
      const Face *face = faces->pdata[i];
      double at = by == BY_PITCH ? face->frontal.pitch : face->gap;

      if (!is_frontal (face) || (by == BY_GAP && face->smile < RESTING))
        continue;
      g_array_append_val (x, at);
      g_array_append_val (y, face->value[id]);
    }
  return get_slope (x, y);
}

/* Variance of what pitch does not explain, of portraits with a yaw from `least` to `most`. */
static double
get_variance (const GPtrArray *faces, int id, double pitch, double least, double most)
{
  double sum = 0, squares = 0;
  int n = 0;

  for (guint i = 0; i < faces->len; i++)
    {
      const Face *face = faces->pdata[i];
      double size = fabs (face->frontal.yaw);
      double value = face->value[id] - pitch * face->frontal.pitch;

      if (face->found.variant != FOUND_PHOTO || face->found.extreme || size < least || size > most
          || fabs (face->frontal.pitch) > MAX_TURN)
        continue;
      sum += value;
      squares += value * value;
      n++;
    }
  return n > 0 ? squares / n - (sum / n) * (sum / n) : 0;
}

/* What 10° of yaw add: how a measure's mean drifts and how much wider it spreads. */
static double
get_yaw_error (const GPtrArray *faces, int id, double pitch)
{
  g_autoptr (GArray) x = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) y = g_array_new (FALSE, FALSE, sizeof (double));
  double wider = get_variance (faces, id, pitch, MAX_TURN, FAR_TURN)
                 - get_variance (faces, id, pitch, 0, MAX_TURN / 2.0);

  for (guint i = 0; i < faces->len; i++)
    {
      const Face *face = faces->pdata[i];
      double size = fabs (face->frontal.yaw);
      double value = face->value[id] - pitch * face->frontal.pitch;

      if (face->found.variant != FOUND_PHOTO || size > FAR_TURN
          || fabs (face->frontal.pitch) > MAX_TURN)
        continue;
      g_array_append_val (x, size);
      g_array_append_val (y, value);
    }
  return hypot (10 * get_slope (x, y), sqrt (MAX (wider, 0)) * 10 / (1.4 * MAX_TURN));
}

/* Of one picture, from what differs between the photo and the variant that differs most: each has
 * half of the variance. */
static double
get_noise (const GPtrArray *faces, int id)
{
  double squares[FOUND_N_VARIANTS] = { 0 }, most = 0;
  const Face *photo = NULL;
  int n[FOUND_N_VARIANTS] = { 0 };

  for (guint i = 0; i < faces->len; i++)
    {
      const Face *face = faces->pdata[i];
      FoundVariant variant = face->found.variant;

      if (variant == FOUND_PHOTO)
        photo = face;
      else if (photo != NULL && strcmp (photo->found.file, face->found.file) == 0)
        {
          squares[variant] += pow (face->value[id] - photo->value[id], 2);
          n[variant]++;
        }
    }
  for (int v = 0; v < FOUND_N_VARIANTS; v++)
    most = MAX (most, squares[v] / MAX (n[v], 1));
  return sqrt (most / 2);
}

/* Noise of one side to that of both: the mirrored photo's other side is this one again. */
static double
get_side_noise (const GPtrArray *faces, int id)
{
  double both = 0, single = 0;

  for (guint i = 1; i < faces->len; i++)
    {
      const Face *photo = faces->pdata[i - 1], *face = faces->pdata[i];

      if (face->found.variant != FOUND_MIRRORED || photo->found.variant != FOUND_PHOTO
          || strcmp (photo->found.file, face->found.file) != 0)
        continue;
      both += pow (face->value[id] - photo->value[id], 2);
      for (int s = 0; s < 2; s++)
        single += pow (face->measured.value[id][1 - s] - photo->measured.value[id][s], 2) / 2;
    }
  return both > 0 ? MAX (sqrt (single / both), 1) : 1;
}

static void
fill_smile (const GArray *people, int id, VanityUsual *usual)
{
  double sum = 0, squares = 0;

  for (guint i = 0; i < people->len; i++)
    {
      const Person *p = &g_array_index (people, Person, i);
      double change = p->smile->value[id] - p->rest->value[id];

      change -= (double)usual->pitch * (p->smile->frontal.pitch - p->rest->frontal.pitch) / 10;
      sum += change / people->len;
      squares += change * change / people->len;
    }
  usual->smile = (float)sum;
  usual->smile_rest = (float)sqrt (MAX (squares - sum * sum, 0));
}

static void
fill_spread (const GPtrArray *faces, int id, double mean_pitch, VanityUsual *usual)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  /* A smile leaves little of the lips that can be told: theirs are of those at rest. */
  gboolean lips = vanity_measure_get_info ((VanityMeasureId)id)->part == VANITY_PART_LIPS;
  double mean = 0, squares = 0;

  for (guint i = 0; i < faces->len; i++)
    {
      const Face *face = faces->pdata[i];
      double value = face->value[id];

      if (!is_frontal (face) || (lips && face->smile > RESTING))
        continue;
      value -= (double)usual->pitch * (face->frontal.pitch - mean_pitch) / 10;
      value -= (double)usual->smile * face->smile;
      g_array_append_val (values, value);
    }
  g_array_sort (values, compare_doubles);
  for (guint i = 0; i < values->len; i++)
    mean += g_array_index (values, double, i) / values->len;
  for (guint i = 0; i < values->len; i++)
    squares += pow (g_array_index (values, double, i) - mean, 2) / values->len;
  usual->mean = (float)mean;
  usual->deviation = (float)sqrt (squares);
  usual->low = (float)g_array_index (values, double, values->len / 10);
  usual->high = (float)g_array_index (values, double, values->len - 1 - values->len / 10);
}

/* Of the mesh's noise: what differs between the offsets of a photo and of its mirror image. */
static double
get_floor (const GPtrArray *faces, VanityPart part)
{
  g_autoptr (GError) error = NULL;
  const guint16 *other = vanity_symmetry_get_counterparts (&error);
  double sum = 0;
  int n = 0;

  for (guint i = 1; i < faces->len; i++)
    {
      const Face *photo = faces->pdata[i - 1], *face = faces->pdata[i];
      double noise[VANITY_FACE_MESH_POINTS][2];

      if (face->found.variant != FOUND_MIRRORED || photo->found.variant != FOUND_PHOTO
          || strcmp (photo->found.file, face->found.file) != 0)
        continue;
      for (int k = 0; k < VANITY_FACE_MESH_POINTS; k++)
        {
          noise[k][0] = (photo->offset[k][0] + face->offset[other[k]][0]) * G_SQRT2 / 2;
          noise[k][1] = (photo->offset[k][1] - face->offset[other[k]][1]) * G_SQRT2 / 2;
        }
      sum += vanity_symmetry_get_part (noise, part);
      n++;
    }
  return sum / MAX (n, 1);
}

static void
print_table (const GPtrArray *faces, const GArray *people, double mean_pitch, int n_frontal)
{
  g_print (
      "/* Made by tests/features/fit-usual.c from %d frontal portraits and %u people at rest and "
      "smiling.\n * Internal to engine/features/usual.c. */\n#pragma once\n\n"
      "#include \"features/usual.h\"\n\n/* Mean of the portraits, degrees. */\n"
      "static const double vanity_usual_pitch = %.2f;\n\n"
      "static const VanityUsual vanity_usual_table[VANITY_N_MEASURES] = {\n",
      n_frontal, people->len, mean_pitch);
  for (int i = 0; i < VANITY_N_MEASURES; i++)
    {
      VanityUsual u = { 0 };

      u.pitch = (float)(10 * get_dependence (faces, i, BY_PITCH));
      fill_smile (people, i, &u);
      fill_spread (faces, i, mean_pitch, &u);
      u.noise = (float)get_noise (faces, i);
      u.side = (float)get_side_noise (faces, i);
      u.yaw = (float)get_yaw_error (faces, i, (double)u.pitch / 10);
      u.gap = (float)fabs (0.1 * get_dependence (faces, i, BY_GAP));
      g_print ("  /* %s */\n  { %#.4gf, %#.3gf, %#.4gf, %#.4gf, %#.3gf, %#.3gf, %#.3gf, %#.3gf, "
               "%#.3gf, %#.3gf, %#.3gf },\n",
               vanity_measure_get_info ((VanityMeasureId)i)->id, (double)u.mean,
               (double)u.deviation, (double)u.low, (double)u.high, (double)u.noise, (double)u.pitch,
               (double)u.yaw, (double)u.gap, (double)u.smile, (double)u.smile_rest, (double)u.side);
    }
  g_print ("};\n");
}

int
main (int argc, char **argv)
{
  double mean_pitch = 0;
  int n = 0;

  if (argc != 2)
    {
      g_printerr ("usage: fit-usual FACES >usual-table.h\n");
      return 2;
    }
  g_autoptr (GPtrArray) faces = load (argv[1]);
  g_autoptr (GArray) people = find_people (faces);
  VanitySmile smile = learn_smile (people, 2);

  test_smile (people);
  for (guint i = 0; i < faces->len; i++)
    {
      Face *face = faces->pdata[i];

      face->smile = vanity_smile_judge (&smile, &face->measured, face->gap);
      if (is_frontal (face))
        {
          mean_pitch += face->frontal.pitch;
          n++;
        }
    }
  print_table (faces, people, mean_pitch / MAX (n, 1), n);
  g_print ("\nstatic const VanitySmile vanity_usual_smile = { %.4g, {", smile.constant);
  for (int k = 0; k < TERMS; k++)
    g_print ("%s %.4g", k > 0 ? "," : "", smile.weight[k]);
  g_print (" } };\n\nstatic const float vanity_usual_floor[VANITY_N_PARTS] = {");
  for (int p = 0; p < VANITY_N_PARTS; p++)
    g_print ("%s %.5ff", p > 0 ? "," : "", get_floor (faces, (VanityPart)p));
  g_print (" };\n");
  return 0;
}
