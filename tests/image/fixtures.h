/* Pictures made on the spot, and independent ways to look at them. */
#pragma once

#include "image/photo.h"

#include "../base/folder.h"

#include <lcms2.h>
#include <stdio.h>

#include <jpeglib.h>

G_BEGIN_DECLS

/* Smooth colours with some noise on them, the same for the same seed. */
VanityImage *fixture_image (int width, int height, int depth, gboolean alpha, guint32 seed);

typedef struct
{
  int quality;      /* 0: 90 */
  int across, down; /* sampling of luma, or of grey; 0: 1 */
  gboolean progressive;
  J_COLOR_SPACE space; /* JCS_UNKNOWN: YCbCr. Grey uses R; CMYK and YCCK use all four bytes */
  int orientation;     /* 0: no Exif */
  GBytes *icc;
} FixtureJpeg;

GBytes *fixture_jpeg (const VanityImage *image, const FixtureJpeg *how);

/* What libjpeg itself makes of a file: RGB, or the four stored inks, tightly packed. */
guint8 *fixture_decode_jpeg (GBytes *jpeg, J_COLOR_SPACE space, int *width, int *height);

/* A PNG chunk by chunk. */
GByteArray *fixture_png_begin (guint32 width, guint32 height, int depth, int color_type,
                               gboolean interlaced);
void fixture_png_chunk (GByteArray *png, const char *type, gconstpointer data, gsize size);
void fixture_png_rows (GByteArray *png, gconstpointer rows, gsize size); /* IDAT, with filters */
GBytes *fixture_png_end (GByteArray *png);                               /* frees `png` */

/* A GIF of two frames, 2 × 2 pixels: the first is red, the second blue. */
GBytes *fixture_gif (void);

/* A TIFF structure with one tag, the orientation. */
GBytes *fixture_exif (int orientation);

/* The profile's bytes; closes it. */
GBytes *fixture_profile (cmsHPROFILE profile);

G_END_DECLS
