#include "face-json.h"

#include "json-line.h"

static void
add_member (JsonBuilder *json, const char *name, double value)
{
  json_builder_set_member_name (json, name);
  vanity_json_add_tidy (json, value);
}

static void
add_quality (JsonBuilder *json, const VanityFace *face)
{
  json_builder_set_member_name (json, "quality");
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "word");
  json_builder_add_string_value (json, vanity_quality_get_word (face->quality.flags));
  json_builder_set_member_name (json, "flags");
  json_builder_begin_array (json);
  for (guint bit = 0; bit < 32; bit++)
    if (face->quality.flags & (1u << bit))
      json_builder_add_string_value (json, vanity_quality_get_word (1u << bit));
  json_builder_end_array (json);
  add_member (json, "sharpness", face->quality.sharpness);
  add_member (json, "brightness", face->quality.brightness);
  add_member (json, "size", face->quality.size);
  add_member (json, "score", face->score);
  add_member (json, "presence", face->presence);
  json_builder_end_object (json);
}

static void
add_box (JsonBuilder *json, const VanityFace *face)
{
  json_builder_set_member_name (json, "box");
  json_builder_begin_array (json);
  for (int i = 0; i < 4; i++)
    vanity_json_add_tidy (json, face->box[i]);
  json_builder_end_array (json);
}

static void
add_face (JsonBuilder *json, const VanityFace *face)
{
  json_builder_begin_object (json);
  add_box (json, face);

  json_builder_set_member_name (json, "points");
  json_builder_begin_array (json);
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    {
      json_builder_begin_array (json);
      vanity_json_add_tidy (json, face->points[i].x);
      vanity_json_add_tidy (json, face->points[i].y);
      vanity_json_add_tidy (json, face->points[i].z);
      json_builder_end_array (json);
    }
  json_builder_end_array (json);

  json_builder_set_member_name (json, "pose");
  json_builder_begin_object (json);
  add_member (json, "yaw", face->pose.yaw);
  add_member (json, "pitch", face->pose.pitch);
  add_member (json, "roll", face->pose.roll);
  json_builder_end_object (json);

  add_quality (json, face);
  json_builder_end_object (json);
}

static void
add_size (JsonBuilder *json, const VanityImage *image)
{
  json_builder_set_member_name (json, "width");
  json_builder_add_int_value (json, image->width);
  json_builder_set_member_name (json, "height");
  json_builder_add_int_value (json, image->height);
}

void
vanity_json_add_faces (JsonBuilder *json, const VanityImage *image, GPtrArray *faces)
{
  add_size (json, image);
  json_builder_set_member_name (json, "faces");
  json_builder_begin_array (json);
  for (guint i = 0; i < faces->len; i++)
    add_face (json, faces->pdata[i]);
  json_builder_end_array (json);
}

void
vanity_json_add_wearers (JsonBuilder *json, const VanityImage *image, GPtrArray *faces, int face)
{
  add_size (json, image);
  json_builder_set_member_name (json, "faces");
  json_builder_begin_array (json);
  for (int i = 0; i < (int)faces->len; i++)
    {
      if (face != 0 && face != i + 1)
        continue;
      json_builder_begin_object (json);
      json_builder_set_member_name (json, "face");
      json_builder_add_int_value (json, i + 1);
      add_box (json, faces->pdata[i]);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}
