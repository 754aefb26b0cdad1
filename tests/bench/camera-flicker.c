#include "camera-flicker.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define N (STREAM_WIDTH * STREAM_HEIGHT)
/* Levels by which a pixel is changed in the mean to count as made up. */
#define MADE_UP 4

/* Sums of the green channel over the frames. */
typedef struct
{
  float *sum, *square;
} Sums;

struct _CameraFlicker
{
  Sums shown, bare;
  VanityImage *frame;
  int n;
};

CameraFlicker *
camera_flicker_new (void)
{
  CameraFlicker *flicker = g_new0 (CameraFlicker, 1);

  flicker->shown = (Sums){ g_new0 (float, N), g_new0 (float, N) };
  flicker->bare = (Sums){ g_new0 (float, N), g_new0 (float, N) };
  flicker->frame = camera_film_new_frame (NULL);
  return flicker;
}

void
camera_flicker_free (CameraFlicker *flicker)
{
  g_free (flicker->shown.sum);
  g_free (flicker->shown.square);
  g_free (flicker->bare.sum);
  g_free (flicker->bare.square);
  g_clear_pointer (&flicker->frame, vanity_image_unref);
  g_free (flicker);
}

static void
add (Sums *sums, const VanityImage *image)
{
  for (int y = 0; y < STREAM_HEIGHT; y++)
    for (int x = 0; x < STREAM_WIDTH; x++)
      {
        float green = vanity_image_row (image, y)[4 * x + 1];

        sums->sum[y * STREAM_WIDTH + x] += green;
        sums->square[y * STREAM_WIDTH + x] += green * green;
      }
}

void
camera_flicker_add (CameraFlicker *flicker, CameraFilm *film, int index, const VanityImage *shown)
{
  if (flicker->frame == NULL)
    return;
  add (&flicker->shown, shown);
  camera_film_get (film, index, flicker->frame);
  add (&flicker->bare, flicker->frame);
  flicker->n++;
}

static double
get_variance (const Sums *sums, int pixel, int n)
{
  double mean = (double)sums->sum[pixel] / n;

  return MAX ((double)sums->square[pixel] / n - mean * mean, 0);
}

void
camera_flicker_print (CameraFlicker *flicker)
{
  double shown = 0, bare = 0;
  int n_pixels = 0, n = flicker->n;

  for (int i = 0; i < N && n > 1; i++)
    if (fabsf (flicker->shown.sum[i] - flicker->bare.sum[i]) > (float)(MADE_UP * n))
      {
        shown += get_variance (&flicker->shown, i, n);
        bare += get_variance (&flicker->bare, i, n);
        n_pixels++;
      }
  if (n_pixels == 0 || !(bare > 0))
    {
      printf ("  at rest, no two frames wore the look: nothing is known of flicker\n");
      return;
    }
  printf ("  at rest, makeup flickers, bare skin being 1: %.2f (wanted: ≤ 1.2)\n",
          sqrt (shown / bare));
  printf ("    %.2f and %.2f of 255, over %d frames\n", sqrt (shown / n_pixels),
          sqrt (bare / n_pixels), n);
}
