#include "camera/frame.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <gst/video/video.h>

struct _VanityFrameReader
{
  GstVideoInfo from, to;
  GstVideoConverter *converter; /* NULL before the first picture */
};

VanityFrameReader *
vanity_frame_reader_new (void)
{
  return g_new0 (VanityFrameReader, 1);
}

void
vanity_frame_reader_free (VanityFrameReader *self)
{
  g_clear_pointer (&self->converter, gst_video_converter_free);
  g_free (self);
}

static gboolean
prepare (VanityFrameReader *self, const GstVideoInfo *from, GError **error)
{
  if (self->converter != NULL && gst_video_info_is_equal (from, &self->from))
    return TRUE;

  g_clear_pointer (&self->converter, gst_video_converter_free);
  self->from = *from;
  if (gst_video_info_set_format (&self->to, GST_VIDEO_FORMAT_RGBA, from->width, from->height))
    {
      /* The converter wants both to be as fast. */
      self->to.fps_n = from->fps_n;
      self->to.fps_d = from->fps_d;
      self->converter = gst_video_converter_new (&self->from, &self->to, NULL);
    }
  if (self->converter != NULL)
    return TRUE;

  g_set_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
               _ ("The camera's pictures are of a kind that cannot be read: %s"),
               gst_video_format_to_string (GST_VIDEO_INFO_FORMAT (from)));
  return FALSE;
}

VanityImage *
vanity_frame_reader_read (VanityFrameReader *self, GstSample *sample, GError **error)
{
  GstCaps *caps = gst_sample_get_caps (sample);
  GstBuffer *buffer = gst_sample_get_buffer (sample);
  g_autoptr (VanityImage) image = NULL;
  g_autoptr (GstBuffer) target = NULL;
  GstVideoInfo info;
  GstVideoFrame from, to;

  if (caps == NULL || buffer == NULL || !gst_video_info_from_caps (&info, caps)
      || !gst_video_frame_map (&from, &info, buffer, GST_MAP_READ))
    {
      g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                           _ ("The camera sent something that is not a picture"));
      return NULL;
    }

  image = vanity_image_new (info.width, info.height, 8, NULL, error);
  if (image != NULL && prepare (self, &info, error))
    {
      image->has_alpha = FALSE;
      self->to.stride[0] = (int)image->stride;
      self->to.size = image->stride * (gsize)image->height;
      target = gst_buffer_new_wrapped_full (0, image->pixels, self->to.size, 0, self->to.size, NULL,
                                            NULL);
      if (gst_video_frame_map (&to, &self->to, target, GST_MAP_WRITE))
        {
          gst_video_converter_frame (self->converter, &from, &to);
          gst_video_frame_unmap (&to);
          gst_video_frame_unmap (&from);
          return g_steal_pointer (&image);
        }
      g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                           _ ("There is not enough memory for the camera's pictures"));
    }
  gst_video_frame_unmap (&from);

  return NULL;
}
