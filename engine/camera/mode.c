#include "camera/mode.h"

/* What the whole chain of the live view is made for. */
#define LIVE_PIXELS (G_GINT64_CONSTANT (1280) * 720)
#define LIVE_RATE 24.0
#define STILL_RATE 5.0

/* The live view shows what the still will: a mode of another shape has to be so much larger. */
#define SHAPE_WORTH 1.4
#define SHAPE_TOLERANCE 0.01

/* No sensor is so wide: it means "anything", as test sources and converters say. */
#define SIDE_MAX 16384

typedef gboolean (*Better) (const VanityCameraMode *mode, const VanityCameraMode *best,
                            gconstpointer data);

gint64
vanity_camera_mode_get_pixels (const VanityCameraMode *mode)
{
  return (gint64)mode->width * mode->height;
}

static double
get_rate (const VanityCameraMode *mode)
{
  return mode->rate_den > 0 ? (double)mode->rate_num / mode->rate_den : 0;
}

/* The largest number a field allows, at most `limit`; 0 where it allows none or anything. */
static int
get_largest (const GValue *value, int limit)
{
  int largest = 0;

  if (value == NULL)
    return 0;
  if (G_VALUE_HOLDS_INT (value))
    largest = g_value_get_int (value);
  else if (GST_VALUE_HOLDS_INT_RANGE (value))
    {
      int step = MAX (gst_value_get_int_range_step (value), 1);
      int from = gst_value_get_int_range_min (value), to = gst_value_get_int_range_max (value);

      if (to > SIDE_MAX)
        return 0;
      largest = to <= limit ? to : from > limit ? from : from + (limit - from) / step * step;
    }

  return largest;
}

static void
get_fastest (const GValue *value, int *num, int *den)
{
  if (value == NULL)
    return;

  if (GST_VALUE_HOLDS_FRACTION (value))
    {
      if (*den == 0
          || (double)gst_value_get_fraction_numerator (value)
                     / gst_value_get_fraction_denominator (value)
                 > (double)*num / *den)
        {
          *num = gst_value_get_fraction_numerator (value);
          *den = gst_value_get_fraction_denominator (value);
        }
    }
  else if (GST_VALUE_HOLDS_FRACTION_RANGE (value))
    {
      get_fastest (gst_value_get_fraction_range_max (value), num, den);
    }
  else if (GST_VALUE_HOLDS_LIST (value))
    {
      for (guint i = 0; i < gst_value_list_get_size (value); i++)
        get_fastest (gst_value_list_get_value (value, i), num, den);
    }
}

/* A field that is a list stands for so many modes; a range for the largest of it. */
static guint
count_values (const GValue *value)
{
  return value != NULL && GST_VALUE_HOLDS_LIST (value) ? gst_value_list_get_size (value) : 1;
}

static const GValue *
get_value (const GValue *value, guint index)
{
  return value != NULL && GST_VALUE_HOLDS_LIST (value) ? gst_value_list_get_value (value, index)
                                                       : value;
}

static gboolean
is_readable (const GstCaps *caps, guint index, gboolean *jpeg)
{
  const GstStructure *structure = gst_caps_get_structure (caps, index);
  const GstCapsFeatures *features = gst_caps_get_features (caps, index);

  *jpeg = gst_structure_has_name (structure, "image/jpeg");

  return (*jpeg || gst_structure_has_name (structure, "video/x-raw"))
         && (features == NULL || gst_caps_features_is_any (features)
             || gst_caps_features_is_equal (features, GST_CAPS_FEATURES_MEMORY_SYSTEM_MEMORY));
}

static gboolean
choose (const GstCaps *caps, VanityCameraMode *best, int side_limit, Better better,
        gconstpointer data)
{
  gboolean found = FALSE;

  if (caps == NULL || gst_caps_is_any (caps))
    return FALSE;

  for (guint i = 0; i < gst_caps_get_size (caps); i++)
    {
      const GstStructure *structure = gst_caps_get_structure (caps, i);
      const GValue *widths = gst_structure_get_value (structure, "width");
      const GValue *heights = gst_structure_get_value (structure, "height");
      VanityCameraMode mode = { 0 };

      if (!is_readable (caps, i, &mode.jpeg))
        continue;

      get_fastest (gst_structure_get_value (structure, "framerate"), &mode.rate_num,
                   &mode.rate_den);
      for (guint w = 0; w < count_values (widths); w++)
        for (guint h = 0; h < count_values (heights); h++)
          {
            mode.width = get_largest (get_value (widths, w), side_limit);
            mode.height = get_largest (get_value (heights, h), side_limit * 9 / 16);
            if (mode.width > 0 && mode.height > 0 && (!found || better (&mode, best, data)))
              {
                *best = mode;
                found = TRUE;
              }
          }
    }

  return found;
}

/* Too slow to settle, and for several pictures of which the best is kept. */
static gboolean
is_slow (const VanityCameraMode *mode)
{
  return mode->rate_num > 0 && get_rate (mode) < STILL_RATE;
}

static gboolean
is_better_still (const VanityCameraMode *mode, const VanityCameraMode *best, gconstpointer data)
{
  gint64 pixels = vanity_camera_mode_get_pixels (mode);
  gint64 best_pixels = vanity_camera_mode_get_pixels (best);

  gboolean slow = is_slow (mode), best_slow = is_slow (best);

  if (pixels != best_pixels)
    return pixels > best_pixels;
  if (slow != best_slow)
    return best_slow;
  if (mode->jpeg != best->jpeg)
    return best->jpeg;

  return get_rate (mode) > get_rate (best);
}

gboolean
vanity_camera_mode_choose_still (const GstCaps *caps, VanityCameraMode *mode)
{
  return choose (caps, mode, SIDE_MAX, is_better_still, NULL);
}

/* How much a mode is worth as a live view. One that is too slow or too large is worth less than
 * any that is neither; a camera that does not tell its rate is believed to be fast. */
static double
get_live_worth (const VanityCameraMode *mode, const VanityCameraMode *still)
{
  double pixels = (double)vanity_camera_mode_get_pixels (mode);
  double shape = (double)mode->width / mode->height;
  double still_shape = (double)still->width / still->height;
  gboolean same = ABS (shape / still_shape - 1) < SHAPE_TOLERANCE;
  double rate = mode->rate_den > 0 && mode->rate_num > 0 ? get_rate (mode) : LIVE_RATE;

  if (pixels > (double)LIVE_PIXELS)
    return rate < LIVE_RATE ? -1 / rate - pixels : -pixels / (double)LIVE_PIXELS / 1e3;
  if (rate < LIVE_RATE)
    return rate / LIVE_RATE / 1e3 + pixels / (double)LIVE_PIXELS / 1e6;

  return pixels * (same ? SHAPE_WORTH : 1);
}

static gboolean
is_better_live (const VanityCameraMode *mode, const VanityCameraMode *best, gconstpointer data)
{
  double worth = get_live_worth (mode, data), best_worth = get_live_worth (best, data);

  if (worth != best_worth)
    return worth > best_worth;
  if (mode->jpeg != best->jpeg)
    return best->jpeg;

  return get_rate (mode) > get_rate (best);
}

gboolean
vanity_camera_mode_choose_live (const GstCaps *caps, VanityCameraMode *mode)
{
  VanityCameraMode still;

  return vanity_camera_mode_choose_still (caps, &still)
         && choose (caps, mode, 1280, is_better_live, &still);
}

GstCaps *
vanity_camera_mode_to_caps (const VanityCameraMode *mode)
{
  GstCaps *caps
      = gst_caps_new_simple (mode->jpeg ? "image/jpeg" : "video/x-raw", "width", G_TYPE_INT,
                             mode->width, "height", G_TYPE_INT, mode->height, NULL);

  if (mode->rate_num > 0)
    gst_caps_set_simple (caps, "framerate", GST_TYPE_FRACTION, mode->rate_num, mode->rate_den,
                         NULL);

  return caps;
}
