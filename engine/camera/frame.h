/* From GStreamer's picture to ours. */
#pragma once

#include "image/image.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* Converts pictures of one format after the other; one call at a time. */
typedef struct _VanityFrameReader VanityFrameReader;

VanityFrameReader *vanity_frame_reader_new (void);
void vanity_frame_reader_free (VanityFrameReader *reader);

/* The picture in `sample`, a video/x-raw of any format, as opaque 8-bit sRGB, written once. The
 * matrix and the range of its numbers are the caps' (ITU-R BT.601 or BT.709); its transfer curve is
 * taken as sRGB's, as every viewer of cameras does. VANITY_ERROR_FORMAT where it is none, _LIMIT
 * where it is too large or there is no memory. */
VanityImage *vanity_frame_reader_read (VanityFrameReader *reader, GstSample *sample,
                                       GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityFrameReader, vanity_frame_reader_free)

G_END_DECLS
