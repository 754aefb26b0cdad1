#include "analysis/explain.h"

#include "analysis/withhold.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A place below this is none. */
#define MIN_PLACE 0.3F
/* Places are this part of the atlas apart. */
#define APART 12
/* A texel must be seen, and lie in its zone, this much. */
#define SEEN 0.5F
/* Fewer points are not worth a word. */
#define MIN_POINTS 0.5

static double
get_zone_weight (const VanityConcerns *concerns, VanityConcern concern, VanityZone zone)
{
  return concerns->zone[concern][zone] >= 0 ? vanity_withhold_get_zone_size (zone) : 0;
}

double
vanity_explain_zone (const VanityAnalysis *analysis, VanityConcern concern, VanityZone zone)
{
  const VanityConcerns *concerns = analysis->concerns;
  double sum = 0, all = 0, missing;

  if (!vanity_analysis_has (analysis, VANITY_ANALYSIS_CONCERNS)
      || concerns->zone[concern][zone] < 0)
    return NAN;
  /* Of what is missing to the concern's score, by size and by what is missing in the zone. */
  missing
      = get_zone_weight (concerns, concern, zone) * (100 - (double)concerns->zone[concern][zone]);
  for (int i = 0; i < VANITY_N_ZONES; i++)
    if (concerns->zone[concern][i] >= 0)
      {
        double weight = get_zone_weight (concerns, concern, i);

        sum += weight * (100 - (double)concerns->zone[concern][i]);
        all += weight;
      }
  return sum > 0 && all > 0 ? (100 - (double)concerns->score[concern]) * missing / sum : 0;
}

double
vanity_explain_concern (const VanityAnalysis *analysis, VanityConcern concern)
{
  const VanityConcerns *concerns = analysis->concerns;
  double sum = 0;

  if (!vanity_analysis_has (analysis, VANITY_ANALYSIS_CONCERNS) || concerns->overall < 0
      || concerns->score[concern] < 0)
    return NAN;
  for (int i = 0; i < VANITY_N_CONCERNS; i++)
    if (concerns->score[i] >= 0)
      sum += vanity_concern_get_weight (i) * (100 - (double)concerns->score[i]);
  return sum > 0 ? (100 - (double)concerns->overall) * vanity_concern_get_weight (concern)
                       * (100 - (double)concerns->score[concern]) / sum
                 : 0;
}

/* Who takes how many points. */
typedef struct
{
  const char *label;
  double points;
} Share;

static int
compare_shares (gconstpointer one, gconstpointer other)
{
  const Share *a = one, *b = other;

  return (a->points < b->points) - (a->points > b->points);
}

static char *
tell_shares (GArray *shares)
{
  GString *text = g_string_new (NULL);
  guint told = 0;

  g_array_sort (shares, compare_shares);
  for (guint i = 0; i < shares->len; i++)
    {
      const Share *share = &g_array_index (shares, Share, i);
      int points = (int)(share->points + 0.5);

      if (share->points < MIN_POINTS)
        break;
      if (told++ > 0)
        /* Translators: between the items of a list. */
        g_string_append (text, _ (", "));
      else
        /* Translators: begins a list of zones or concerns with the points that each takes off a
         * score. */
        g_string_append (text, _ ("What lowers it: "));
      /* Translators: a zone such as “Cheeks” or a concern such as “Redness”, and the points it
       * takes off a score of 100. */
      g_string_append_printf (text, _ ("%s −%d"), share->label, points);
    }
  if (told == 0)
    g_string_append (text, _ ("Nothing lowers it noticeably."));
  return g_string_free (text, FALSE);
}

static void
add_share (GArray *shares, const char *label, double points)
{
  const Share share = { label, points };

  if (!isnan (points))
    g_array_append_val (shares, share);
}

char *
vanity_explain_dup_concern (const VanityAnalysis *analysis, VanityConcern concern)
{
  g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (Share));

  for (int zone = 0; zone < VANITY_N_ZONES; zone++)
    add_share (shares, vanity_zone_get_label (zone), vanity_explain_zone (analysis, concern, zone));
  return shares->len > 0 ? tell_shares (shares) : NULL;
}

char *
vanity_explain_dup_overall (const VanityAnalysis *analysis)
{
  g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (Share));

  for (int concern = 0; concern < VANITY_N_CONCERNS; concern++)
    add_share (shares, vanity_concern_get_label (concern),
               vanity_explain_concern (analysis, concern));
  return shares->len > 0 ? tell_shares (shares) : NULL;
}

/* The zone a texel lies in, of those with a score; −1 for none. */
static int
find_zone (const VanityConcerns *concerns, VanityConcern concern,
           const float *const masks[VANITY_N_ZONES], int texel)
{
  for (int zone = 0; zone < VANITY_N_ZONES; zone++)
    if (concerns->zone[concern][zone] >= 0 && masks[zone] != NULL && masks[zone][texel] > SEEN)
      return zone;
  return -1;
}

/* What the map holds of zones with a score, where the face is seen; all else 0. */
static float *
dup_map (const VanityAnalysis *analysis, const VanityAtlas *atlas, VanityConcern concern,
         gint8 *zones)
{
  const VanityConcerns *concerns = analysis->concerns;
  const VanityTexture *texture = analysis->texture;
  int size = concerns->size, n = size * size;
  float *map = g_memdup2 (concerns->maps + (gsize)concern * (gsize)n, sizeof (float) * (gsize)n);
  const float *masks[VANITY_N_ZONES];

  for (int zone = 0; zone < VANITY_N_ZONES; zone++)
    masks[zone] = vanity_zone_get_mask (atlas, zone);
  for (int i = 0; i < n; i++)
    {
      int seen = i / size * texture->size / size * texture->size + i % size * texture->size / size;

      zones[i] = (gint8)find_zone (concerns, concern, masks, i);
      if (zones[i] < 0 || texture->visibility[seen] < SEEN)
        map[i] = 0;
    }
  return map;
}

static int
find_largest (const float *map, int n)
{
  int largest = 0;

  for (int i = 1; i < n; i++)
    if (map[i] > map[largest])
      largest = i;
  return largest;
}

static void
clear_around (float *map, int size, int texel)
{
  int radius = MAX (size / APART, 1), cx = texel % size, cy = texel / size;

  for (int y = MAX (cy - radius, 0); y <= MIN (cy + radius, size - 1); y++)
    for (int x = MAX (cx - radius, 0); x <= MIN (cx + radius, size - 1); x++)
      map[y * size + x] = 0;
}

int
vanity_explain_find_places (const VanityAnalysis *analysis, VanityConcern concern,
                            VanityPlace *places, int most)
{
  const VanityConcerns *concerns = analysis->concerns;
  const VanityAtlas *atlas;
  g_autofree float *map = NULL, *x = NULL, *y = NULL;
  g_autofree gint8 *zones = NULL;
  int n, found = 0;

  if (!vanity_analysis_has (analysis, VANITY_ANALYSIS_CONCERNS))
    return 0;
  atlas = vanity_atlas_get (concerns->size, NULL);
  if (atlas == NULL)
    return 0;
  n = concerns->size * concerns->size;
  zones = g_new (gint8, (gsize)n);
  x = g_new (float, (gsize)n);
  y = g_new (float, (gsize)n);
  map = dup_map (analysis, atlas, concern, zones);
  vanity_atlas_locate (atlas, analysis->face.points, x, y);
  while (found < most)
    {
      int texel = find_largest (map, n);

      if (map[texel] < MIN_PLACE)
        break;
      places[found++]
          = (VanityPlace){ zones[texel], map[texel], (double)x[texel], (double)y[texel] };
      clear_around (map, concerns->size, texel);
    }
  return found;
}

double
vanity_explain_gate (const VanityGate *gate, VanityGateMeasure measure)
{
  double value = (double)gate->value[measure], inside, half;
  float low, high;

  if (isnan (value))
    return NAN;
  vanity_gate_measure_get_range (measure, &low, &high);
  inside = MIN (value - (double)low, (double)high - value);
  if (isinf (inside))
    return 1;
  /* Open to one side: as much again as the limit is from 0 is well inside. */
  half = !isinf (low) && !isinf (high) ? ((double)high - (double)low) / 2
                                       : fabs (isinf (low) ? (double)high : (double)low);
  return half > 0 ? CLAMP (inside / half, 0.0, 1.0) : inside > 0;
}
