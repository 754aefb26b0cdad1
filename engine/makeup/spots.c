#include "makeup/spots.h"

#include "makeup/retouch.h"
#include "makeup/zone.h"

#include <math.h>

/* Between samples of what spots are looked for in. */
#define STEP_MM 0.3
/* Pixels in a millimetre below which a spot is a pixel or two, and may be anything. */
#define COARSEST 1.4
#define FIRST_MM 0.45 /* standard deviation of the smallest blob's centre */
#define SIZES 5
#define RATIO 1.45 /* from one size to the next */
#define AROUND 1.8 /* the surroundings' blur to the centre's */
/* How deep the smallest is to be, in all and against how much this skin varies. */
#define LEAST_DEPTH 0.030f
#define LEAST_OUTLIER 2.2f
#define DARK_SHARE 0.4f
#define LEAST_STEP 0.55f /* at 2.3 σ, against the difference that makes a spot */
/* A blob's second derivatives: the smaller to the larger. */
#define LEAST_ROUND 0.45f
/* How much of its surroundings must be skin. */
#define LEAST_SKIN 0.75f
#define MOST_SPOTS 96
/* More than so many within this distance are a texture. */
#define CROWD_MM 8.0
#define CROWD 7
/* Against green, how much less of red pigment and shade take away in this photo: what is as much is
 * pigment (1), what is half is blood. */
#define BLOOD_RED 0.5f

typedef struct
{
  VanityMask *centre[3], *around[3], *skin;
} Size;

static void
size_clear (Size *size)
{
  vanity_retouch_free (size->centre);
  vanity_retouch_free (size->around);
  g_clear_pointer (&size->skin, vanity_mask_free);
}

/* How much darker than around in green, which every kind of spot absorbs, and how much redder:
 * stubble and pores are darker alone. */
static float
get_depth (const Size *size, int i)
{
  float green = size->around[1]->data[i] - size->centre[1]->data[i];
  float red = size->around[0]->data[i] - size->centre[0]->data[i];

  return DARK_SHARE * green + (green - red);
}

/* What a spot is not: longer than wide, or at the edge of something. In all directions, this far
 * out, it must be much less deep. */
static gboolean
is_alone (const Size *size, int at, double away)
{
  int width = size->centre[1]->width;
  float middle = size->centre[1]->data[at], around = size->around[1]->data[at];

  for (int i = 0; i < 12; i++)
    {
      double a = 2 * G_PI * i / 12;
      int other = at + (int)lround (away * sin (a)) * width + (int)lround (away * cos (a));

      if (size->centre[1]->data[other] - middle < LEAST_STEP * (around - middle))
        return FALSE;
    }
  return TRUE;
}

static void
measure_size (Size *size, VanityMask *const log_rgb[3], const VanityMask *skin, double sigma)
{
  for (int k = 0; k < 3; k++)
    {
      size->centre[k] = vanity_mask_copy (log_rgb[k]);
      size->around[k] = vanity_mask_copy (log_rgb[k]);
    }
  size->skin = vanity_mask_copy (skin);
  vanity_mask_blur_weighted (size->centre, 3, skin, sigma);
  vanity_mask_blur_weighted (size->around, 3, skin, AROUND * sigma);
  vanity_mask_blur (size->skin, AROUND * sigma);
}

/* A robust standard deviation of the depth on skin. */
static float
measure_spread (const Size *size, const float *depth, const VanityMask *skin)
{
  double sum = 0, n = 1e-6;

  for (int i = 0; i < skin->width * skin->height; i++)
    if (skin->data[i] > 0.5f)
      {
        sum += MIN (fabs ((double)depth[i]), 0.1);
        n++;
      }
  return (float)(1.25 * sum / n);
}

static gboolean
is_peak (const float *depth, const float *finer, const float *coarser, int width, int at)
{
  for (int j = -1; j <= 1; j++)
    for (int i = -1; i <= 1; i++)
      {
        int other = at + j * width + i;

        if ((other != at && depth[other] >= depth[at])
            || (finer != NULL && finer[other] > depth[at])
            || (coarser != NULL && coarser[other] > depth[at]))
          return FALSE;
      }
  return TRUE;
}

/* Smaller to larger curvature over `reach` samples; 0 on a ridge. */
static float
get_roundness (const float *depth, int width, int at, int reach)
{
  float here = 2 * depth[at];
  float xx = here - depth[at - reach] - depth[at + reach];
  float yy = here - depth[at - reach * width] - depth[at + reach * width];
  float xy = (depth[at + reach * width + reach] + depth[at - reach * width - reach]
              - depth[at + reach * width - reach] - depth[at - reach * width + reach])
             / 4;
  float mean = (xx + yy) / 2, apart = sqrtf ((xx - yy) * (xx - yy) / 4 + xy * xy);

  return mean + apart > 0 ? MAX (mean - apart, 0) / (mean + apart) : 0;
}

/* How red goes with green where this skin gets darker, whatever for: shade, texture, pores. */
static float
measure_shade (const Size *size, const VanityMask *skin)
{
  double both = 1e-9, square = 1e-9;

  for (int i = 0; i < skin->width * skin->height; i++)
    {
      double red = (double)(size->around[0]->data[i] - size->centre[0]->data[i]);
      double green = (double)(size->around[1]->data[i] - size->centre[1]->data[i]);

      if (skin->data[i] < 0.5f || fabs (green) > 0.2)
        continue;
      both += red * green;
      square += green * green;
    }
  return (float)CLAMP (both / square, 0.4, 1.1);
}

/* Blood or pigment, by how much of red goes where green does. */
static float
get_redness (const Size *size, float shade, int i)
{
  float red = size->around[0]->data[i] - size->centre[0]->data[i];
  float green = MAX (size->around[1]->data[i] - size->centre[1]->data[i], 1e-3f);

  return CLAMP ((1 - red / green / shade) / (1 - BLOOD_RED), 0.0f, 1.0f);
}

static void
find_peaks (const Size sizes[SIZES], float *const depths[SIZES], const VanityMask *skin,
            double sigma, GArray *spots)
{
  int width = skin->width, height = skin->height;

  for (int s = 0; s < SIZES; s++, sigma *= RATIO)
    {
      float spread = measure_spread (&sizes[s], depths[s], skin);
      float least = MAX (LEAST_DEPTH, LEAST_OUTLIER * spread);
      float shade = measure_shade (&sizes[s], skin);
      int reach = MAX (1, (int)lround (sigma / skin->step));
      double away = 2.3 * sigma / skin->step;
      int margin = MAX (reach, (int)ceil (away)) + 1;

      for (int j = margin; j < height - margin; j++)
        for (int i = margin; i < width - margin; i++)
          {
            int at = j * width + i;
            VanitySpot spot;

            if (depths[s][at] < least || sizes[s].skin->data[at] < LEAST_SKIN
                || !is_peak (depths[s], s > 0 ? depths[s - 1] : NULL,
                             s < SIZES - 1 ? depths[s + 1] : NULL, width, at)
                || get_roundness (depths[s], width, at, reach) < LEAST_ROUND
                || !is_alone (&sizes[s], at, away))
              continue;
            spot.x = skin->rect.x + (i + 0.5) * skin->step;
            spot.y = skin->rect.y + (j + 0.5) * skin->step;
            spot.radius = 1.9 * sigma;
            spot.depth = depths[s][at];
            spot.red = get_redness (&sizes[s], shade, at);
            g_array_append_val (spots, spot);
          }
    }
}

static int
compare_depth (gconstpointer a, gconstpointer b)
{
  float one = ((const VanitySpot *)a)->depth, other = ((const VanitySpot *)b)->depth;

  return one > other ? -1 : one < other;
}

/* One of several within another's radius is enough, and a crowd is a texture. */
static void
thin_out (const VanityCanvas *canvas, GArray *spots)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (VanitySpot));

  g_array_sort (spots, compare_depth);
  for (guint i = 0; i < spots->len && found->len < MOST_SPOTS; i++)
    {
      const VanitySpot *spot = &g_array_index (spots, VanitySpot, i);
      int crowd = 0;
      gboolean apart = TRUE;

      for (guint k = 0; k < spots->len; k++)
        {
          const VanitySpot *other = &g_array_index (spots, VanitySpot, k);
          double away = hypot (spot->x - other->x, spot->y - other->y);

          crowd += away < CROWD_MM * canvas->unit && other->depth > 0.5f * spot->depth;
        }
      for (guint k = 0; k < found->len; k++)
        {
          const VanitySpot *other = &g_array_index (found, VanitySpot, k);

          apart &= hypot (spot->x - other->x, spot->y - other->y)
                   > 0.8 * MAX (spot->radius, other->radius);
        }
      if (apart && crowd - 1 < CROWD)
        g_array_append_val (found, *spot);
    }
  g_array_set_size (spots, 0);
  g_array_append_vals (spots, found->data, found->len);
}

/* Away from the eyes, whose corners and lashes are full of spots. */
static float
zone (float x, float y, gconstpointer data)
{
  float u = (fabsf (x) - 33) / 24, v = (y - 24) / 12;

  return vanity_ramp (0.85f, 1.1f, u * u + v * v);
}

VanityMask *
vanity_spots_new_skin (VanityCanvas *canvas, int step)
{
  VanityMask *skin = vanity_mask_new (&canvas->rect, NULL, step);
  g_autoptr (VanityMask) away = vanity_zone_new_field (canvas, zone, NULL);

  for (int i = 0; i < skin->width * skin->height; i++)
    skin->data[i] = 1;
  vanity_mask_multiply (skin, vanity_retouch_get_skin (canvas));
  vanity_mask_blur (skin, 1.2 * canvas->unit);
  vanity_mask_steepen (skin, 0.3f, 0.6f);
  vanity_mask_multiply (skin, away);
  return skin;
}

static void
find (VanityCanvas *canvas, GArray *spots)
{
  int step = MAX (1, (int)lround (STEP_MM * canvas->unit));
  double sigma = FIRST_MM * canvas->unit;
  Size sizes[SIZES] = { 0 };
  float *depths[SIZES];
  g_autoptr (VanityMask) skin = NULL;
  VanityMask *log_rgb[3];
  int n;

  if (canvas->unit < COARSEST || !vanity_retouch_read (canvas, step, log_rgb))
    return;
  skin = vanity_spots_new_skin (canvas, step);
  n = skin->width * skin->height;
  for (int s = 0; s < SIZES; s++)
    {
      measure_size (&sizes[s], log_rgb, skin, sigma * pow (RATIO, s));
      depths[s] = g_new (float, (gsize)n);
      for (int i = 0; i < n; i++)
        depths[s][i] = get_depth (&sizes[s], i);
    }
  find_peaks (sizes, depths, skin, sigma, spots);
  for (int s = 0; s < SIZES; s++)
    {
      size_clear (&sizes[s]);
      g_free (depths[s]);
    }
  vanity_retouch_free (log_rgb);
  thin_out (canvas, spots);
}

const GArray *
vanity_spots_get (VanityCanvas *canvas)
{
  GArray *spots = vanity_canvas_recall (canvas, "spots");

  if (spots == NULL)
    {
      spots = g_array_new (FALSE, FALSE, sizeof (VanitySpot));
      find (canvas, spots);
      vanity_canvas_remember (canvas, "spots", spots, (GDestroyNotify)g_array_unref);
    }
  return spots;
}
