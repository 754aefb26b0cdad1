#include "camera-film.h"

#include <gst/video/video.h>
#include <string.h>

struct _CameraFilm
{
  int length;
  guint8 **frames; /* NV12 */
  GstVideoInfo coded, plain;
  GstVideoConverter *decode;
};

VanityImage *
camera_film_new_frame (GError **error)
{
  return vanity_image_new (STREAM_WIDTH, STREAM_HEIGHT, 8, vanity_color_space_get_srgb (), error);
}

static void
convert (GstVideoConverter *converter, const GstVideoInfo *from, gpointer from_bytes,
         const GstVideoInfo *to, gpointer to_bytes)
{
  GstBuffer *source
      = gst_buffer_new_wrapped_full (0, from_bytes, from->size, 0, from->size, NULL, NULL);
  GstBuffer *target = gst_buffer_new_wrapped_full (0, to_bytes, to->size, 0, to->size, NULL, NULL);
  GstVideoFrame in, out;

  if (gst_video_frame_map (&in, from, source, GST_MAP_READ))
    {
      if (gst_video_frame_map (&out, to, target, GST_MAP_WRITE))
        {
          gst_video_converter_frame (converter, &in, &out);
          gst_video_frame_unmap (&out);
        }
      gst_video_frame_unmap (&in);
    }
  gst_buffer_unref (source);
  gst_buffer_unref (target);
}

CameraFilm *
camera_film_new (CameraStream *stream, GError **error)
{
  g_autoptr (CameraFilm) film = g_new0 (CameraFilm, 1);
  g_autoptr (VanityImage) frame = camera_film_new_frame (error);
  GstVideoConverter *encode;

  if (frame == NULL || !gst_init_check (NULL, NULL, error))
    return NULL;
  gst_video_info_set_format (&film->coded, GST_VIDEO_FORMAT_NV12, STREAM_WIDTH, STREAM_HEIGHT);
  gst_video_info_set_format (&film->plain, GST_VIDEO_FORMAT_RGBA, STREAM_WIDTH, STREAM_HEIGHT);
  encode = gst_video_converter_new (&film->plain, &film->coded, NULL);
  film->decode = gst_video_converter_new (&film->coded, &film->plain, NULL);
  film->length = camera_stream_get_length ();
  film->frames = g_new0 (guint8 *, film->length);
  for (int i = 0; i < film->length; i++)
    {
      film->frames[i] = g_malloc (film->coded.size);
      camera_stream_draw (stream, i, frame);
      convert (encode, &film->plain, frame->pixels, &film->coded, film->frames[i]);
    }
  gst_video_converter_free (encode);
  return g_steal_pointer (&film);
}

void
camera_film_free (CameraFilm *film)
{
  if (film == NULL)
    return;
  for (int i = 0; film->frames != NULL && i < film->length; i++)
    g_free (film->frames[i]);
  g_free (film->frames);
  g_clear_pointer (&film->decode, gst_video_converter_free);
  g_free (film);
}

int
camera_film_get_length (const CameraFilm *film)
{
  return film->length;
}

void
camera_film_get (CameraFilm *film, int index, VanityImage *frame)
{
  convert (film->decode, &film->coded, film->frames[index], &film->plain, frame->pixels);
}
