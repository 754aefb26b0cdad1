#include "made-faces.h"

#include "folder.h"
#include "portrait.h"
#include "texture/texture.h"

#include <string.h>

static const guint32 skins[MADE_PEOPLE]
    = { 0xe8c0a8, 0xc8967a, 0x6b4530, 0xd8a888, 0x8a5c42, 0xf0d0bc, 0xb0b0b0 };

static gboolean
get_texture (int index, guint8 *rgba, gpointer data, GError **error)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;

  portrait.skin = skins[index];
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
  g_autoptr (VanityTexture) texture
      = image
            ? vanity_texture_new (image, &face, GPOINTER_TO_INT (data), VANITY_GLASSES_NONE, error)
            : NULL;
  if (texture == NULL)
    return FALSE;
  vanity_texture_encode (texture, rgba);
  return TRUE;
}

void
made_faces_set_up (MadeFaces *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  memset (self, 0, sizeof *self);
  self->folder = fixture_folder ();
  path = g_build_filename (self->folder, "set.faces", NULL);
  for (int i = 0; i < MADE_PEOPLE; i++)
    {
      VanityDatasetFace *face = &self->faces[i];

      g_snprintf (face->name, sizeof face->name, "%d.jpg", i);
      face->person = vanity_dataset_hash (face->name);
      face->shown = 1;
      face->makeup = i % 2;
    }
  /* These must not be learnt from. */
  self->faces[1].split = VANITY_DATASET_VALIDATION;
  self->faces[3].makeup = 2;
  self->faces[3].skin[0] = 70;
  self->faces[3].skin[1] = 12;
  self->faces[6].skin[0] = 60;
  /* Nobody has said how this one is made up. */
  self->faces[5].makeup = -1;
  if (vanity_dataset_write (path, GPOINTER_TO_INT (data), self->faces, MADE_PEOPLE, get_texture,
                            (gpointer)data, NULL, &error))
    self->set = vanity_dataset_open (path, &error);
  g_assert_no_error (error);
}

void
made_faces_tear_down (MadeFaces *self, gconstpointer data)
{
  vanity_dataset_free (self->set);
  fixture_remove (self->folder);
}

void
made_sample_draw (MadeSample *self, const VanitySource *source, int index, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  VanityRandom random;

  vanity_random_init (&random, seed);
  self->source = *source;
  for (int i = 0; i < source->n_places; i++)
    {
      self->places[i] = g_new (float, source->sizes[i]);
      memset (self->places[i], 0xff, sizeof (float) * (gsize)source->sizes[i]);
    }
  source->write (source->data, index, &random, self->places, &error);
  g_assert_no_error (error);
}

void
made_sample_clear (MadeSample *self)
{
  for (int i = 0; i < VANITY_MAX_PLACES; i++)
    g_free (self->places[i]);
}
