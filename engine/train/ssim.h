/* The window of structural similarity, and what keeps its quotients from zero: for its loss and its
 * metric (train/loss.h). */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

#define VANITY_SSIM_WINDOW 11
#define VANITY_SSIM_DEVIATION 1.5
#define VANITY_SSIM_K1 0.01
#define VANITY_SSIM_K2 0.03

/* Along one axis: the window is the product of both. */
static inline void
vanity_ssim_fill_window (double weights[VANITY_SSIM_WINDOW])
{
  double sum = 0.0;

  for (int i = 0; i < VANITY_SSIM_WINDOW; i++)
    {
      double x = (i - VANITY_SSIM_WINDOW / 2) / VANITY_SSIM_DEVIATION;

      weights[i] = exp (-0.5 * x * x);
      sum += weights[i];
    }
  for (int i = 0; i < VANITY_SSIM_WINDOW; i++)
    weights[i] /= sum;
}

G_END_DECLS
