/* A look in the moving picture of a camera: in numbers, on a stream made of a portrait.
 *
 *   bench-camera [OPTION…] PHOTO */
#include "camera-film.h"
#include "camera-show.h"
#include "camera-track.h"

#include <stdio.h>

static char *look_name, *frames;

static gboolean
run (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) folder = frames != NULL ? g_file_new_for_path (frames) : NULL;
  g_autoptr (VanityLook) look = vanity_look_find (look_name != NULL ? look_name : "glam", error);
  g_autoptr (CameraStream) stream = look != NULL ? camera_stream_new (file, error) : NULL;
  g_autoptr (CameraFilm) film = stream != NULL ? camera_film_new (stream, error) : NULL;

  if (film == NULL)
    return FALSE;
  printf ("Camera, %d × %d, %d frames, look “%s”\n", STREAM_WIDTH, STREAM_HEIGHT,
          camera_film_get_length (film), vanity_look_get_label (look));
  return camera_show_print (film, look, folder, error) && camera_track_print (film, stream, error);
}

int
main (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "look", 0, 0, G_OPTION_ARG_STRING, &look_name, "What is worn (glam)", "LOOK" },
    { "frames", 0, 0, G_OPTION_ARG_FILENAME, &frames, "Write some frames as PNG, to look at",
      "FOLDER" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("PHOTO");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    {
      g_printerr ("bench-camera: %s\n", error ? error->message : "one photo is wanted");
      return 2;
    }
  setvbuf (stdout, NULL, _IOLBF, 0);
  if (!run (argv[1], &error))
    {
      g_printerr ("bench-camera: %s\n", error->message);
      return 1;
    }
  return 0;
}
