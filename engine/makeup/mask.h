/* A plane of floats over a rectangle of the photo: how much makeup lies where, or a smooth field.
 *
 * A mask has one sample every `step` pixels: 1 where edges count, more where it is soft. Sample
 * (i, j) stands for the pixels [rect.x + i·step, rect.x + (i + 1)·step) × …, its centre is their
 * middle; between samples it is bilinear. Outside `rect` a mask is 0. */
#pragma once

#include "image/image.h"

G_BEGIN_DECLS

typedef struct
{
  VanityRect rect;   /* photo pixels; width and height ≥ 1 */
  int step;          /* pixels from one sample to the next, ≥ 1 */
  int width, height; /* samples */
  float *data;       /* height × width */
} VanityMask;

/* All 0. `rect` is cut to `within` (may be NULL); NULL when nothing is left, which every function
 * here takes for an empty mask. */
VanityMask *vanity_mask_new (const VanityRect *rect, const VanityRect *within, int step);
VanityMask *vanity_mask_copy (const VanityMask *mask);
void vanity_mask_free (VanityMask *mask);

/* The smallest rectangle of whole pixels round the box, `margin` pixels wider on each side. */
VanityRect vanity_rect_around (double left, double top, double right, double bottom, double margin);
gboolean vanity_rect_intersect (const VanityRect *a, const VanityRect *b, VanityRect *both);

/* Grows `rect` to hold `other` too; one without pixels holds nothing. */
void vanity_rect_unite (VanityRect *rect, const VanityRect *other);

/* The part of the mask (freed) that is not 0, in a new one; NULL when there is none. */
VanityMask *vanity_mask_trim (VanityMask *mask);

/* Row `y` of photo pixels x … x + n − 1, in full resolution; 0 outside. */
void vanity_mask_get_row (const VanityMask *mask, int y, int x, int n, float *row);
/* The same from the nearest sample outside the rectangle: for fields. */
void vanity_mask_get_field_row (const VanityMask *mask, int y, int x, int n, float *row);

/* Elementwise, over `mask`; `other` may have another rect and step. */
void vanity_mask_multiply (VanityMask *mask, const VanityMask *other);
void vanity_mask_subtract (VanityMask *mask, const VanityMask *other); /* mask · (1 − other) */
void vanity_mask_scale (VanityMask *mask, float factor);

/* Gaussian of standard deviation `sigma` photo pixels (three boxes; quick whatever the size).
 * Outside is 0: leave a margin of 3 sigma. */
void vanity_mask_blur (VanityMask *mask, double sigma);
/* The same for `n` masks of one geometry where samples count by `weight` (that geometry too; 0
 * where unknown), the unknown filled in from what is known around. */
void vanity_mask_blur_weighted (VanityMask *const *masks, int n, const VanityMask *weight,
                                double sigma);

/* mask ← smoothstep from `low` (0) to `high` (1). */
void vanity_mask_steepen (VanityMask *mask, float low, float high);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityMask, vanity_mask_free)

G_END_DECLS
