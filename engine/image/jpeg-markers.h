/* The application segments of a JPEG file: Exif, XMP, the colour profile, IPTC. Internal to
 * engine/image. */
#pragma once

#include "image/metadata.h"

#include <stdio.h>

#include <jpeglib.h>

G_BEGIN_DECLS

/* Asks the codec to keep the segments that the functions below look at. */
void vanity_jpeg_save_markers (j_decompress_ptr codec);

int vanity_jpeg_get_orientation (j_decompress_ptr codec);
GBytes *vanity_jpeg_get_icc (j_decompress_ptr codec); /* or NULL */

/* Writes Exif, XMP, IPTC and the profile (each may be NULL); after jpeg_start_compress or
 * jpeg_write_coefficients. What does not fit in a segment of 64 KiB is left out. */
void vanity_jpeg_write_markers (j_compress_ptr codec, const VanityMetadata *metadata, GBytes *icc);

G_END_DECLS
