#include "features/features.h"

#include "base/error.h"

gboolean
vanity_features_measure (const VanityFace *face, int width, int height, VanityFeatures *features,
                         GError **error)
{
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED, "features are not measured yet");
  return FALSE;
}
