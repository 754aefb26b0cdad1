#include "image/jpeg-output.h"

#include <jerror.h>

#define FIRST_ROOM (1 << 20)

static void
point_at_room (VanityJpegOutput *output)
{
  output->base.next_output_byte = output->data + output->size;
  output->base.free_in_buffer = output->room - output->size;
}

static void
on_init (j_compress_ptr codec)
{
}

/* Called when all the room is used. */
static boolean
on_full (j_compress_ptr codec)
{
  VanityJpegOutput *output = (VanityJpegOutput *)codec->dest;
  guint8 *grown = g_try_realloc (output->data, output->room * 2);

  if (grown == NULL)
    ERREXIT1 (codec, JERR_OUT_OF_MEMORY, 0);
  output->data = grown;
  output->size = output->room;
  output->room *= 2;
  point_at_room (output);
  return TRUE;
}

static void
on_term (j_compress_ptr codec)
{
  VanityJpegOutput *output = (VanityJpegOutput *)codec->dest;

  output->size = output->room - output->base.free_in_buffer;
}

void
vanity_jpeg_output_attach (VanityJpegOutput *output, j_compress_ptr codec)
{
  if (output->data == NULL)
    {
      output->room = FIRST_ROOM;
      output->data = g_malloc (output->room);
    }
  output->size = 0;
  output->base.init_destination = on_init;
  output->base.empty_output_buffer = on_full;
  output->base.term_destination = on_term;
  point_at_room (output);
  codec->dest = &output->base;
}
