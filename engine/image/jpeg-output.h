/* Where libjpeg writes to: memory that is still ours when it leaves by longjmp (jpeg_mem_dest
 * forgets the buffer it has grown). Internal to engine/image. */
#pragma once

#include <glib.h>
#include <stdio.h>

#include <jpeglib.h>

G_BEGIN_DECLS

typedef struct
{
  struct jpeg_destination_mgr base; /* first: libjpeg knows the whole by it */
  guint8 *data;                     /* to be freed with g_free */
  gsize size, room;
} VanityJpegOutput;

/* `output` is zeroed, or was used before: then it is emptied. After jpeg_finish_compress `size`
 * bytes are there. */
void vanity_jpeg_output_attach (VanityJpegOutput *output, j_compress_ptr codec);

G_END_DECLS
