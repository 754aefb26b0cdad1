#include "camera/reason.h"

#include "base/error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <gst/gst.h>
#include <string.h>
#include <unistd.h>

/* The elements that read devices put the system's own words into what is meant for programmers. */
static gboolean
tells (const char *debug, int number)
{
  return debug != NULL && strstr (debug, g_strerror (number)) != NULL;
}

static gboolean
is_denied (const GError *error, const char *debug, const VanityCameraDevice *device)
{
  if (g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_AUTHORIZED)
      || tells (debug, EACCES) || tells (debug, EPERM))
    return TRUE;

  return device != NULL && device->path != NULL && access (device->path, R_OK | W_OK) != 0
         && errno == EACCES;
}

static gboolean
is_gone (const GError *error, const char *debug, const VanityCameraDevice *device)
{
  if (tells (debug, ENODEV) || tells (debug, ENXIO))
    return TRUE;

  return device != NULL && device->path != NULL && access (device->path, F_OK) != 0;
}

VanityCameraState
vanity_camera_explain (const GError *error, const char *debug, const VanityCameraDevice *device,
                       gboolean was_live, GError **reason)
{
  const char *name = device != NULL ? device->name : _ ("The camera");

  if (is_denied (error, debug, device))
    {
      g_set_error (reason, VANITY_ERROR, VANITY_ERROR_FILE,
                   /* Translators: %s is a camera. */
                   _ ("%s may not be used by this account."), name);
      return VANITY_CAMERA_DENIED;
    }
  if (g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_BUSY) || tells (debug, EBUSY))
    {
      g_set_error (reason, VANITY_ERROR, VANITY_ERROR_FILE,
                   /* Translators: %s is a camera. */
                   _ ("%s is in use by another application."), name);
      return VANITY_CAMERA_BUSY;
    }
  if (was_live || is_gone (error, debug, device))
    {
      g_set_error (reason, VANITY_ERROR, VANITY_ERROR_MISSING,
                   /* Translators: %s is a camera. */
                   _ ("%s has stopped sending pictures."), name);
      return VANITY_CAMERA_UNPLUGGED;
    }

  if (error != NULL)
    g_set_error (reason, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                 /* Translators: the first is a camera, the second what the system says. */
                 _ ("%s cannot be used: %s"), name, error->message);
  else
    g_set_error (reason, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                 /* Translators: %s is a camera. */
                 _ ("%s sends no pictures."), name);
  return VANITY_CAMERA_FAILED;
}
