#include "image/codec.h"

#include <lcms2.h>

static cmsHTRANSFORM
open_transform (GBytes *icc)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (icc, &size);
  cmsHPROFILE profile = cmsOpenProfileFromMem (data, (guint32)size);
  cmsHPROFILE srgb = cmsCreate_sRGBProfile ();
  cmsHTRANSFORM transform = NULL;

  /* Relative colorimetric with black point compensation: what printing programs show. */
  if (profile != NULL && cmsGetColorSpace (profile) == cmsSigCmykData)
    transform = cmsCreateTransform (profile, TYPE_CMYK_8_REV, srgb, TYPE_RGBA_8,
                                    INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_BLACKPOINTCOMPENSATION);
  g_clear_pointer (&profile, cmsCloseProfile);
  cmsCloseProfile (srgb);
  return transform;
}

void
vanity_cmyk_to_srgb (VanityImage *image, GBytes *icc)
{
  cmsHTRANSFORM transform = icc != NULL ? open_transform (icc) : NULL;

  for (int y = 0; y < image->height; y++)
    {
      guint8 *row = vanity_image_row (image, y);

      if (transform != NULL)
        cmsDoTransform (transform, row, row, (guint32)image->width);
      for (int x = 0; x < image->width; x++, row += 4)
        {
          if (transform == NULL)
            for (int c = 0; c < 3; c++)
              row[c] = (guint8)((row[c] * row[3] + 127) / 255);
          row[3] = 255;
        }
    }
  g_clear_pointer (&transform, cmsDeleteTransform);
}
