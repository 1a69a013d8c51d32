-- WSO2 registry (Carbon kernel) 2.5.0 on PostgreSQL: the tables the cleanups touch, and those that refer to them.
--
-- Keys and indexes are those of the vendor's PostgreSQL script, which differ from MySQL's: no foreign
-- key has an index of its own unless one is named below.

CREATE SEQUENCE reg_association_pk_seq;

CREATE TABLE reg_association (
  reg_association_id integer NOT NULL DEFAULT nextval('reg_association_pk_seq'),
  reg_sourcepath varchar(2000) NOT NULL,
  reg_targetpath varchar(2000) NOT NULL,
  reg_association_type varchar(2000) NOT NULL,
  reg_tenant_id integer NOT NULL DEFAULT 0,
  PRIMARY KEY (reg_association_id, reg_tenant_id)
);

CREATE TABLE reg_cluster_lock (
  reg_lock_name varchar(20) NOT NULL,
  reg_lock_status varchar(20),
  reg_locked_time timestamp,
  reg_tenant_id integer DEFAULT 0,
  PRIMARY KEY (reg_lock_name)
);

CREATE SEQUENCE reg_comment_pk_seq;

CREATE TABLE reg_comment (
  reg_id integer NOT NULL DEFAULT nextval('reg_comment_pk_seq'),
  reg_comment_text varchar(500) NOT NULL,
  reg_user_id varchar(31) NOT NULL,
  reg_commented_time timestamp NOT NULL,
  reg_tenant_id integer NOT NULL DEFAULT 0,
  PRIMARY KEY (reg_id, reg_tenant_id)
);

CREATE SEQUENCE reg_content_pk_seq;

CREATE TABLE reg_content (
  reg_content_id integer NOT NULL DEFAULT nextval('reg_content_pk_seq'),
  reg_content_data bytea,
  reg_tenant_id integer NOT NULL DEFAULT 0,
  PRIMARY KEY (reg_content_id, reg_tenant_id)
);

CREATE TABLE reg_content_history (
  reg_content_id integer NOT NULL,
  reg_content_data bytea,
  reg_deleted smallint,
  reg_tenant_id integer NOT NULL DEFAULT 0,
  PRIMARY KEY (reg_content_id, reg_tenant_id)
);

CREATE SEQUENCE reg_log_pk_seq;

CREATE TABLE reg_log (
  reg_log_id integer NOT NULL DEFAULT nextval('reg_log_pk_seq'),
  reg_path varchar(2000),
  reg_user_id varchar(31) NOT NULL,
  reg_logged_time timestamp NOT NULL,
  reg_action integer NOT NULL,
  reg_action_data varchar(500),
  reg_tenant_id integer NOT NULL DEFAULT 0,
  PRIMARY KEY (reg_log_id, reg_tenant_id)
);

CREATE INDEX reg_log_ind_by_reg_logtime ON reg_log (reg_logged_time, reg_tenant_id);

CREATE SEQUENCE reg_path_pk_seq;

CREATE TABLE reg_path (
  reg_path_id integer NOT NULL DEFAULT nextval('reg_path_pk_seq'),
  reg_path_value varchar(2000) NOT NULL,
  reg_path_parent_id integer,
  reg_tenant_id integer NOT NULL DEFAULT 0,
  PRIMARY KEY (reg_path_id, reg_tenant_id)
);

CREATE INDEX reg_path_ind_by_path_parent_id ON reg_path (reg_path_parent_id, reg_tenant_id);

CREATE INDEX reg_path_ind_by_path_value ON reg_path (reg_path_value, reg_tenant_id);

CREATE SEQUENCE reg_property_pk_seq;

CREATE TABLE reg_property (
  reg_id integer NOT NULL DEFAULT nextval('reg_property_pk_seq'),
  reg_name varchar(100) NOT NULL,
  reg_value varchar(1000),
  reg_tenant_id integer NOT NULL DEFAULT 0,
  PRIMARY KEY (reg_id, reg_tenant_id)
);

CREATE SEQUENCE reg_rating_pk_seq;

CREATE TABLE reg_rating (
  reg_id integer NOT NULL DEFAULT nextval('reg_rating_pk_seq'),
  reg_rating integer NOT NULL,
  reg_user_id varchar(31) NOT NULL,
  reg_rated_time timestamp NOT NULL,
  reg_tenant_id integer NOT NULL DEFAULT 0,
  PRIMARY KEY (reg_id, reg_tenant_id)
);

CREATE SEQUENCE reg_resource_pk_seq;

CREATE TABLE reg_resource (
  reg_path_id integer NOT NULL,
  reg_name varchar(256),
  reg_version integer NOT NULL DEFAULT nextval('reg_resource_pk_seq'),
  reg_media_type varchar(500),
  reg_creator varchar(31) NOT NULL,
  reg_created_time timestamp NOT NULL,
  reg_last_updator varchar(31),
  reg_last_updated_time timestamp NOT NULL,
  reg_description varchar(1000),
  reg_content_id integer,
  reg_tenant_id integer NOT NULL DEFAULT 0,
  reg_uuid varchar(100) NOT NULL,
  PRIMARY KEY (reg_version, reg_tenant_id),
  CONSTRAINT reg_resource_fk_by_content_id FOREIGN KEY (reg_content_id, reg_tenant_id) REFERENCES reg_content (reg_content_id, reg_tenant_id),
  CONSTRAINT reg_resource_fk_by_path_id FOREIGN KEY (reg_path_id, reg_tenant_id) REFERENCES reg_path (reg_path_id, reg_tenant_id)
);

CREATE INDEX reg_resource_history_ind_by_path_id_name
  ON reg_resource (reg_path_id, reg_name, reg_tenant_id);

CREATE INDEX reg_resource_ind_by_name ON reg_resource (reg_name, reg_tenant_id);

CREATE INDEX reg_resource_ind_by_path_id_name
  ON reg_resource (reg_path_id, reg_name, reg_tenant_id);

CREATE INDEX reg_resource_ind_by_tenant ON reg_resource (reg_tenant_id, reg_uuid);

CREATE INDEX reg_resource_ind_by_type ON reg_resource (reg_tenant_id, reg_media_type);

CREATE INDEX reg_resource_ind_by_uuid ON reg_resource (reg_uuid);

CREATE TABLE reg_resource_comment (
  reg_comment_id integer NOT NULL,
  reg_version integer,
  reg_path_id integer,
  reg_resource_name varchar(256),
  reg_tenant_id integer DEFAULT 0,
  CONSTRAINT reg_resource_comment_fk_by_comment_id FOREIGN KEY (reg_comment_id, reg_tenant_id) REFERENCES reg_comment (reg_id, reg_tenant_id),
  CONSTRAINT reg_resource_comment_fk_by_path_id FOREIGN KEY (reg_path_id, reg_tenant_id) REFERENCES reg_path (reg_path_id, reg_tenant_id)
);

CREATE INDEX reg_resource_comment_ind_by_path_id_and_resource_name
  ON reg_resource_comment (reg_path_id, reg_resource_name, reg_tenant_id);

CREATE INDEX reg_resource_comment_ind_by_version
  ON reg_resource_comment (reg_version, reg_tenant_id);

CREATE TABLE reg_resource_history (
  reg_path_id integer NOT NULL,
  reg_name varchar(256),
  reg_version integer NOT NULL,
  reg_media_type varchar(500),
  reg_creator varchar(31) NOT NULL,
  reg_created_time timestamp NOT NULL,
  reg_last_updator varchar(31),
  reg_last_updated_time timestamp NOT NULL,
  reg_description varchar(1000),
  reg_content_id integer,
  reg_deleted smallint,
  reg_tenant_id integer NOT NULL DEFAULT 0,
  reg_uuid varchar(100) NOT NULL,
  PRIMARY KEY (reg_version, reg_tenant_id),
  CONSTRAINT reg_resource_hist_fk_by_content_id FOREIGN KEY (reg_content_id, reg_tenant_id) REFERENCES reg_content_history (reg_content_id, reg_tenant_id),
  CONSTRAINT reg_resource_hist_fk_by_pathid FOREIGN KEY (reg_path_id, reg_tenant_id) REFERENCES reg_path (reg_path_id, reg_tenant_id)
);

CREATE INDEX reg_resource_history_ind_by_name ON reg_resource_history (reg_name, reg_tenant_id);

CREATE TABLE reg_resource_property (
  reg_property_id integer NOT NULL,
  reg_version integer,
  reg_path_id integer,
  reg_resource_name varchar(256),
  reg_tenant_id integer DEFAULT 0,
  CONSTRAINT reg_resource_property_fk_by_path_id FOREIGN KEY (reg_path_id, reg_tenant_id) REFERENCES reg_path (reg_path_id, reg_tenant_id),
  CONSTRAINT reg_resource_property_fk_by_tag_id FOREIGN KEY (reg_property_id, reg_tenant_id) REFERENCES reg_property (reg_id, reg_tenant_id)
);

CREATE INDEX reg_resource_property_ind_by_path_id_and_resource_name
  ON reg_resource_property (reg_path_id, reg_resource_name, reg_tenant_id);

CREATE INDEX reg_resource_property_ind_by_version
  ON reg_resource_property (reg_version, reg_tenant_id);

CREATE TABLE reg_resource_rating (
  reg_rating_id integer NOT NULL,
  reg_version integer,
  reg_path_id integer,
  reg_resource_name varchar(256),
  reg_tenant_id integer DEFAULT 0,
  CONSTRAINT reg_resource_rating_fk_by_path_id FOREIGN KEY (reg_path_id, reg_tenant_id) REFERENCES reg_path (reg_path_id, reg_tenant_id),
  CONSTRAINT reg_resource_rating_fk_by_rating_id FOREIGN KEY (reg_rating_id, reg_tenant_id) REFERENCES reg_rating (reg_id, reg_tenant_id)
);

CREATE INDEX reg_resource_rating_ind_by_path_id_and_resource_name
  ON reg_resource_rating (reg_path_id, reg_resource_name, reg_tenant_id);

CREATE INDEX reg_resource_rating_ind_by_version ON reg_resource_rating (reg_version, reg_tenant_id);

CREATE SEQUENCE reg_tag_pk_seq;

CREATE TABLE reg_tag (
  reg_id integer NOT NULL DEFAULT nextval('reg_tag_pk_seq'),
  reg_tag_name varchar(500) NOT NULL,
  reg_user_id varchar(31) NOT NULL,
  reg_tagged_time timestamp NOT NULL,
  reg_tenant_id integer NOT NULL DEFAULT 0,
  PRIMARY KEY (reg_id, reg_tenant_id)
);

CREATE TABLE reg_resource_tag (
  reg_tag_id integer NOT NULL,
  reg_version integer,
  reg_path_id integer,
  reg_resource_name varchar(256),
  reg_tenant_id integer DEFAULT 0,
  CONSTRAINT reg_resource_tag_fk_by_path_id FOREIGN KEY (reg_path_id, reg_tenant_id) REFERENCES reg_path (reg_path_id, reg_tenant_id),
  CONSTRAINT reg_resource_tag_fk_by_tag_id FOREIGN KEY (reg_tag_id, reg_tenant_id) REFERENCES reg_tag (reg_id, reg_tenant_id)
);

CREATE INDEX reg_resource_tag_ind_by_path_id_and_resource_name
  ON reg_resource_tag (reg_path_id, reg_resource_name, reg_tenant_id);

CREATE INDEX reg_resource_tag_ind_by_version ON reg_resource_tag (reg_version, reg_tenant_id);

CREATE SEQUENCE reg_snapshot_pk_seq;

CREATE TABLE reg_snapshot (
  reg_snapshot_id integer NOT NULL DEFAULT nextval('reg_snapshot_pk_seq'),
  reg_path_id integer NOT NULL,
  reg_resource_name varchar(255),
  reg_resource_vids bytea NOT NULL,
  reg_tenant_id integer NOT NULL DEFAULT 0,
  PRIMARY KEY (reg_snapshot_id, reg_tenant_id),
  CONSTRAINT reg_snapshot_fk_by_path_id FOREIGN KEY (reg_path_id, reg_tenant_id) REFERENCES reg_path (reg_path_id, reg_tenant_id)
);

CREATE INDEX reg_snapshot_ind_by_path_id_and_resource_name
  ON reg_snapshot (reg_path_id, reg_resource_name, reg_tenant_id);
