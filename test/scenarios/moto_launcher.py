"""moto's server with what it lacks for a whole run. Each patch says what moto does and what AWS does.

Arguments: port, the address of the test's hook, and the password that managed secrets hold.
"""

import json
import secrets
import sys
from urllib.request import urlopen

from moto.core.responses import ActionResult
from moto.kms import models as kms
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.rds import models
from moto.rds.responses import RDSResponse
from moto.ssm import models as ssm
from werkzeug.serving import run_simple

port, hook, password = sys.argv[1:]


def give_each_instance_an_endpoint():
    """moto makes up a host name with nothing behind it. RDS names a server that answers: here the test does."""

    def endpoint(self):
        with urlopen(f"{hook}/{self.db_instance_identifier}") as answer:
            return json.load(answer)

    models.DBInstance.endpoint = property(endpoint)


def give_each_instance_a_resource_id():
    """All instances of moto have the same DbiResourceId. That of RDS is unique and never used again."""
    init = models.DBInstance.__init__

    def with_own_id(self, *args, **kwargs):
        init(self, *args, **kwargs)
        self.dbi_resource_id = f"db-{secrets.token_hex(13).upper()}"

    models.DBInstance.__init__ = with_own_id


def know_default_option_groups():
    """moto shows a default option group and then refuses its name. RDS makes that group with the first instance."""
    create = models.RDSBackend.create_db_instance

    def with_default(self, db_kwargs):
        if (db_kwargs.get("option_group_name") or "").startswith("default:"):
            db_kwargs = {**db_kwargs, "option_group_name": None}
        return create(self, db_kwargs)

    models.RDSBackend.create_db_instance = with_default


def take_false_of_a_restore():
    """moto passes over what a restore asks to be false, and copies the source's value. RDS does as asked."""
    restore = models.RDSBackend.restore_db_instance_from_db_snapshot

    def as_asked(self, from_snapshot_id, overrides):
        instance = restore(self, from_snapshot_id, overrides)
        if overrides.get("deletion_protection") is False:
            instance.deletion_protection = False
        return instance

    models.RDSBackend.restore_db_instance_from_db_snapshot = as_asked


def describe_account_attributes():
    """moto does not have the call. RDS answers with the account's quotas and what is used of them."""

    def answer(self):
        quotas = ["DBInstances", "ManualSnapshots", "DBClusters", "ManualClusterSnapshots"]
        shown = [{"AccountQuotaName": name, "Used": 1, "Max": 40} for name in quotas]
        shown.append({"AccountQuotaName": "AllocatedStorage", "Used": 100, "Max": 100000})
        return ActionResult({"AccountQuotas": shown})

    RDSResponse.describe_account_attributes = answer


def put_the_master_user_into_its_secret():
    """Each secret of moto's says admin and one fixed password. RDS writes the master user and the server's password."""

    def secret(self):
        return json.dumps({"username": self.resource.master_username, "password": password})

    models.MasterUserSecret._generate_secret_string = secret


def take_tags_of_a_key_in_a_template():
    """moto reads a key's tags as KMS names them (TagKey). A template says Key, and CloudFormation translates."""
    create = kms.Key.create_from_cloudformation_json.__func__

    def translated(cls, resource_name, cloudformation_json, *args, **kwargs):
        properties = dict(cloudformation_json["Properties"])
        properties["Tags"] = [
            {"TagKey": tag["Key"], "TagValue": tag["Value"]} for tag in properties.get("Tags", [])
        ]
        return create(cls, resource_name, {"Properties": properties}, *args, **kwargs)

    kms.Key.create_from_cloudformation_json = classmethod(translated)


def take_tags_of_a_parameter_in_a_template():
    """moto reads a list of tags. CloudFormation's AWS::SSM::Parameter has them as a map, and CloudFormation translates."""
    create = ssm.Parameter.create_from_cloudformation_json.__func__

    def translated(cls, resource_name, cloudformation_json, *args, **kwargs):
        properties = dict(cloudformation_json["Properties"])
        properties["Tags"] = [
            {"Key": key, "Value": value} for key, value in properties.get("Tags", {}).items()
        ]
        return create(cls, resource_name, {"Properties": properties}, *args, **kwargs)

    ssm.Parameter.create_from_cloudformation_json = classmethod(translated)


give_each_instance_an_endpoint()
take_tags_of_a_parameter_in_a_template()
take_tags_of_a_key_in_a_template()
give_each_instance_a_resource_id()
know_default_option_groups()
take_false_of_a_restore()
describe_account_attributes()
put_the_master_user_into_its_secret()
run_simple(
    "127.0.0.1", int(port), DomainDispatcherApplication(create_backend_app), threaded=True
)
