/* check-features FACES [LIST]: of what find-faces wrote, how shapes are spread over the portraits
 * and what moves them; writes each portrait's shapes to LIST, tab-separated. Not installed. */
#include "features/features.h"
#include "found.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  Found found;
  VanityFeatures features;
} Face;

static const char *const variants[FOUND_N_VARIANTS]
    = { "photo", "mirrored", "half size", "+0.5 EV", "-0.5 EV" };

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
      if (!vanity_features_measure (&found.face, found.width, found.height, &face->features,
                                    &error))
        {
          g_printerr ("%s: %s\n", found.file, error->message);
          continue;
        }
      g_ptr_array_add (faces, g_steal_pointer (&face));
    }
  fclose (in);
  return faces;
}

static void
print_spread (const GPtrArray *faces)
{
  for (int t = 0; t < VANITY_N_TRAITS; t++)
    {
      int count[VANITY_TRAIT_MAX_CLASSES] = { 0 }, known = 0, n = 0;
      double sure = 0;

      for (guint i = 0; i < faces->len; i++)
        {
          const Face *face = faces->pdata[i];
          const VanityTrait *trait = &face->features.traits[t];

          if (face->found.variant != FOUND_PHOTO)
            continue;
          n++;
          if (!trait->known)
            continue;
          known++;
          count[trait->top]++;
          sure += (double)trait->probability[trait->top];
        }
      g_print ("%-13s known of %4.1f %%, mean of the likeliest %.2f:", vanity_trait_get_id (t),
               100.0 * known / MAX (n, 1), sure / MAX (known, 1));
      for (int c = 0; c < vanity_trait_get_n_classes (t); c++)
        g_print ("  %s %.1f %%", vanity_trait_get_class_id (t, c),
                 100.0 * count[c] / MAX (known, 1));
      g_print ("\n");
    }
}

/* What differs between two pictures of the same face, over many. */
typedef struct
{
  double squares[VANITY_N_MEASURES], swapped[VANITY_N_MEASURES], beyond[VANITY_N_MEASURES];
  int measures[VANITY_N_MEASURES];
  double moved[VANITY_N_TRAITS];
  int same[VANITY_N_TRAITS], clear[VANITY_N_TRAITS], clear_same[VANITY_N_TRAITS];
  int traits[VANITY_N_TRAITS];
} Change;

static void
compare (const VanityFeatures *one, const VanityFeatures *other, gboolean mirrored, Change *change)
{
  for (int i = 0; i < VANITY_N_MEASURES; i++)
    {
      const VanityMeasure *a = &one->measures[i], *b = &other->measures[i];
      double difference = (double)(a->value - b->value);

      if (!a->known || !b->known)
        continue;
      change->measures[i]++;
      change->squares[i] += difference * difference;
      change->beyond[i] += fabs (difference) > 2 * hypot ((double)a->error, (double)b->error);
      for (int s = 0; s < 2; s++)
        change->swapped[i] += pow ((double)(a->side[s] - b->side[mirrored ? 1 - s : s]), 2) / 2;
    }
  for (int t = 0; t < VANITY_N_TRAITS; t++)
    {
      const VanityTrait *a = &one->traits[t], *b = &other->traits[t];
      double moved = 0;

      if (!a->known || !b->known)
        continue;
      change->traits[t]++;
      change->same[t] += a->top == b->top;
      if (a->probability[a->top] >= 0.6f)
        {
          change->clear[t]++;
          change->clear_same[t] += a->top == b->top;
        }
      for (int c = 0; c < VANITY_TRAIT_MAX_CLASSES; c++)
        moved += fabs ((double)(a->probability[c] - b->probability[c])) / 2;
      change->moved[t] += moved;
    }
}

static void
print_change (const char *name, const Change *change, gboolean all)
{
  g_print ("\n%s\n", name);
  for (int t = 0; t < VANITY_N_TRAITS; t++)
    g_print ("  %-13s likeliest the same in %5.1f %% of %d, %5.1f %% of %d clear ones; probability "
             "moved %.3f\n",
             vanity_trait_get_id (t), 100.0 * change->same[t] / MAX (change->traits[t], 1),
             change->traits[t], 100.0 * change->clear_same[t] / MAX (change->clear[t], 1),
             change->clear[t], change->moved[t] / MAX (change->traits[t], 1));
  for (int i = 0; i < VANITY_N_MEASURES && all; i++)
    {
      const VanityMeasureInfo *info = vanity_measure_get_info (i);
      int n = MAX (change->measures[i], 1);

      g_print (
          "  %-16s n %4d  change %.4f (%.2f deviations), sides %.4f, beyond two errors %.1f %%\n",
          info->id, change->measures[i], sqrt (change->squares[i] / n),
          sqrt (change->squares[i] / n) / (double)info->deviation, sqrt (change->swapped[i] / n),
          100 * change->beyond[i] / n);
    }
}

static void
print_variants (const GPtrArray *faces)
{
  for (int v = 1; v < FOUND_N_VARIANTS; v++)
    {
      g_autofree Change *change = g_new0 (Change, 1);
      const Face *photo = NULL;

      for (guint i = 0; i < faces->len; i++)
        {
          const Face *face = faces->pdata[i];

          if (face->found.variant == FOUND_PHOTO)
            photo = face;
          else if ((int)face->found.variant == v && photo != NULL
                   && strcmp (photo->found.file, face->found.file) == 0)
            compare (&photo->features, &face->features, v == FOUND_MIRRORED, change);
        }
      print_change (variants[v], change, v == FOUND_MIRRORED);
    }
}

static void
print_people (const GPtrArray *faces)
{
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree Change *change = g_new0 (Change, 1);

  for (guint i = 0; i < faces->len; i++)
    {
      Face *face = faces->pdata[i];
      const Face *before;

      if (face->found.variant != FOUND_PHOTO || !g_str_has_prefix (face->found.person, "london:"))
        continue;
      before = g_hash_table_lookup (first, face->found.person);
      if (before != NULL)
        compare (&before->features, &face->features, FALSE, change);
      else
        g_hash_table_insert (first, face->found.person, face);
    }
  print_change ("the same person at rest and smiling", change, TRUE);
}

/* How much is left of those that are turned. */
static void
print_turns (const GPtrArray *faces)
{
  g_print ("\n|yaw|, degrees: portraits, trust, known measures, known face shapes\n");
  for (int least = 0; least < 30; least += 5)
    {
      double trust = 0, known = 0, shapes = 0;
      int n = 0;

      for (guint i = 0; i < faces->len; i++)
        {
          const Face *face = faces->pdata[i];
          float yaw = fabsf (face->features.yaw);

          if (face->found.variant != FOUND_PHOTO || yaw < (float)least || yaw >= (float)least + 5)
            continue;
          n++;
          trust += (double)face->features.trust;
          shapes += face->features.traits[VANITY_TRAIT_FACE_SHAPE].known;
          for (int k = 0; k < VANITY_N_MEASURES; k++)
            known += face->features.measures[k].known;
        }
      g_print ("  %2d to %2d %5d  %.2f  %5.1f %%  %5.1f %%\n", least, least + 5, n,
               trust / MAX (n, 1), 100 * known / VANITY_N_MEASURES / MAX (n, 1),
               100 * shapes / MAX (n, 1));
    }
}

static void
print_symmetry (const GPtrArray *faces)
{
  g_print ("\nasymmetry, %% of the face's width: mean, and how many are over twice their floor\n");
  for (int p = 0; p < VANITY_N_PARTS; p++)
    {
      double sum = 0;
      int n = 0, over = 0;

      for (guint i = 0; i < faces->len; i++)
        {
          const Face *face = faces->pdata[i];

          if (face->found.variant != FOUND_PHOTO || face->features.asymmetry[p] < 0)
            continue;
          n++;
          sum += (double)face->features.asymmetry[p];
          over += face->features.asymmetry[p] > 2 * face->features.asymmetry_floor[p];
        }
      g_print ("  %-6s %.2f, %.1f %% of %d\n", vanity_part_get_id (p), sum / MAX (n, 1),
               100.0 * over / MAX (n, 1), n);
    }
}

static void
write_list (const GPtrArray *faces, const char *path)
{
  FILE *out = fopen (path, "w");

  if (out == NULL)
    g_error ("%s cannot be written", path);
  for (guint i = 0; i < faces->len; i++)
    {
      const Face *face = faces->pdata[i];

      if (face->found.variant != FOUND_PHOTO)
        continue;
      fprintf (out, "%s\t%.2f\t%.1f", face->found.file, (double)face->features.trust,
               (double)face->features.yaw);
      for (int t = 0; t < VANITY_N_TRAITS; t++)
        {
          const VanityTrait *trait = &face->features.traits[t];

          fprintf (out, "\t%s\t%.2f",
                   trait->known ? vanity_trait_get_class_id (t, trait->top) : "-",
                   (double)trait->probability[trait->top]);
        }
      fprintf (out, "\n");
    }
  fclose (out);
}

int
main (int argc, char **argv)
{
  if (argc < 2 || argc > 3)
    {
      g_printerr ("usage: check-features FACES [LIST]\n");
      return 2;
    }
  g_autoptr (GPtrArray) faces = load (argv[1]);

  print_spread (faces);
  print_variants (faces);
  print_people (faces);
  print_turns (faces);
  print_symmetry (faces);
  if (argc == 3)
    write_list (faces, argv[2]);
  return 0;
}
