/* Runs a fuzz target on the files that are named, for compilers without libFuzzer. */
#include "target.h"

int
main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      g_autofree char *contents = NULL;
      g_autoptr (GError) error = NULL;
      gsize size;

      if (!g_file_get_contents (argv[i], &contents, &size, &error))
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
      /* Of exactly that size, so that a sanitizer sees any step outside. */
      g_autofree guint8 *data = g_memdup2 (contents, size);
      LLVMFuzzerTestOneInput (data, size);
    }
  return 0;
}
