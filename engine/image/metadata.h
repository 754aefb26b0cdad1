/* What travels with the pixels from a photo to its made-over copy. Internal to engine/image. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What fits in one segment of a JPEG file beside its header. A larger Exif block loses the camera
 * maker's private note. */
#define VANITY_METADATA_MAX_EXIF 65000

typedef struct
{
  GBytes *exif; /* begins with its TIFF header */
  GBytes *xmp;  /* an XMP packet */
  GBytes *iptc; /* IPTC-IIM datasets */
} VanityMetadata;

/* Reads the metadata of a photo's file for a copy of width × height pixels: pictures of it
 * dropped, the size updated, the orientation set, and everything that tells a place removed
 * unless `keep_location`. A photo without metadata, or with some that cannot be read, gives empty
 * fields. `bytes` may be NULL. */
void vanity_metadata_read (GBytes *bytes, int width, int height, int orientation,
                           gboolean keep_location, VanityMetadata *metadata);

/* The same metadata put into a finished file, for formats that this project does not write
 * itself. */
gboolean vanity_metadata_write_file (GBytes *bytes, int width, int height, gboolean keep_location,
                                     const char *path, GError **error);

void vanity_metadata_clear (VanityMetadata *metadata);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VanityMetadata, vanity_metadata_clear)

G_END_DECLS
